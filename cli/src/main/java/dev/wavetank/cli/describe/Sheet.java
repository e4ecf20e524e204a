package dev.wavetank.cli.describe;

import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// What is said about one object: lines of cells, indented by two spaces a level.
///
/// Cells are separated by tabs and stand below each other until a [#section].
final class Sheet {
    /// From k8s.io/kubectl/pkg/describe: a longer annotation gets lines of its own, and is cut.
    private static final int ANNOTATION_MAX = 140;

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final StringBuilder done = new StringBuilder();
    private final StringBuilder section = new StringBuilder();

    /// Adds a line.
    void line(int level, String text) {
        section.repeat("  ", level).append(text).append('\n');
    }

    /// Adds `label: value`.
    void row(int level, String label, String value) {
        line(level, label + ":\t" + value);
    }

    void row(String label, String value) {
        row(0, label, value);
    }

    /// Adds `label: value` if there is a value.
    void rowIfAny(int level, String label, String value) {
        if (!value.isEmpty()) {
            row(level, label, value);
        }
    }

    /// What follows is laid out by itself.
    void section() {
        done.append(TabStops.DESCRIBE.layOut(section.toString()));
        section.setLength(0);
    }

    /// Adds a label with values below each other.
    void column(String label, List<String> values) {
        if (values.isEmpty()) {
            row(label, "<none>");
        }
        for (int i = 0; i < values.size(); i++) {
            line(0, (i == 0 ? label + ":" : "") + "\t" + values.get(i));
        }
    }

    /// Adds labels, or what else is a map of texts.
    void labels(String label, Json.Obj labels) {
        column(label, Facts.pairs(labels));
    }

    /// Adds annotations, without the one in which kubectl keeps what was applied.
    void annotations(String label, Json.Obj annotations) {
        var lines = new ArrayList<String>();
        annotations
                .without(LAST_APPLIED)
                .forEach((name, json) -> {
                    String value = Facts.text(json);
                    String ended =
                            value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
                    if (ended.length() + name.length() + 2 > ANNOTATION_MAX
                            || ended.indexOf('\n') >= 0) {
                        lines.add(name + ":");
                        ended.lines().forEach(each -> lines.add("  " + cut(each)));
                    } else {
                        lines.add(name + ": " + ended);
                    }
                });
        column(label, lines);
    }

    private static String cut(String line) {
        int most = ANNOTATION_MAX - 2;
        return line.length() > most ? line.substring(0, most) + "..." : line;
    }

    @Override
    public String toString() {
        return done + TabStops.DESCRIBE.layOut(section.toString());
    }
}
