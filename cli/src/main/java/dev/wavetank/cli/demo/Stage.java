package dev.wavetank.cli.demo;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Where the story is shown: lines in columns, a breath between moments, a word where time jumps.
///
/// Lines of one moment are shown together, those of a kind beside each other, and only the first
/// few of many.
final class Stage {
    /// Lines within so much cluster time belong to one moment: a chain of decisions takes some
    /// milliseconds from one component to the next.
    private static final Duration MOMENT = Duration.ofMillis(80);

    /// A gap that is worth a word.
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final int ALIKE_MAX = 3;
    private static final Duration PER_LINE = Duration.ofMillis(90);
    private static final Duration PER_MOMENT = Duration.ofMillis(350);
    private static final Duration PER_HEADLINE = Duration.ofMillis(1800);
    private static final Duration PER_JUMP = Duration.ofMillis(900);

    private static final int COMPONENT_WIDTH = 15;
    private static final int OBJECT_WIDTH = 30;
    private static final int CLOCK_WIDTH = 7;

    /// On a terminal so narrow that less is left beside the component, rows run over its edge.
    private static final int ROOM_MIN = 40;

    private static final String MARGIN = " ".repeat(CLOCK_WIDTH + 2);

    private final Terminal terminal;
    private final int width;
    private final Pace pace;
    private final List<Line> moment = new ArrayList<>();
    private @Nullable Time last;
    private boolean fresh;
    private long shown;

    /// @param width how many characters fit beside each other
    Stage(Terminal terminal, int width, Pace pace) {
        this.terminal = terminal;
        this.width = width;
        this.pace = pace;
    }

    /// {@return how many lines were shown, folded ones not counted}
    long shown() {
        return shown;
    }

    void line(Line line) {
        if (!moment.isEmpty() && line.at().since(moment.getFirst().at()).compareTo(MOMENT) > 0) {
            flush();
        }
        moment.add(line);
    }

    /// Shows what was held back.
    void flush() {
        if (moment.isEmpty()) {
            return;
        }
        moment.sort(Comparator.comparing(Line::at));
        jump(moment.getFirst().at());
        var groups = new LinkedHashMap<String, List<Line>>();
        for (var line : newest(moment)) {
            groups.computeIfAbsent(line.pattern(), _ -> new ArrayList<>()).add(line);
        }
        fresh = false;
        last = moment.getLast().at();
        moment.clear();
        groups.values().forEach(this::group);
        pace.pause(PER_MOMENT);
    }

    /// {@return the lines without those that a later one of the same moment supersedes}
    private static List<Line> newest(List<Line> lines) {
        var newest = new LinkedHashMap<String, Line>();
        for (var line : lines) {
            // The later one also takes its place after what led to it.
            newest.putLast(line.component() + " " + line.object() + " " + line.pattern(), line);
        }
        return List.copyOf(newest.values());
    }

    /// {@return whether time jumped, which was told with an empty line before and after}
    private boolean jump(Time next) {
        if (last != null) {
            var gap = next.since(last);
            if (gap.compareTo(QUIET) >= 0) {
                if (!fresh) {
                    terminal.line("");
                }
                terminal.line(
                        faint(
                                MARGIN
                                        + "... "
                                        + Durations.whole(gap)
                                        + " of cluster time pass quietly"));
                terminal.line("");
                pace.pause(PER_JUMP);
                return true;
            }
        }
        return false;
    }

    private void group(List<Line> lines) {
        int count = lines.size() <= ALIKE_MAX + 1 ? lines.size() : ALIKE_MAX;
        show(lines.getFirst(), true);
        lines.subList(1, count).forEach(line -> show(line, false));
        if (count < lines.size()) {
            var kind = lines.getFirst().object().kind();
            terminal.line(
                    faint(
                            MARGIN
                                    + " ".repeat(COMPONENT_WIDTH + 1)
                                    + "... and "
                                    + (lines.size() - count)
                                    + " more "
                                    + kind.plural()
                                    + " likewise"));
            pace.pause(PER_LINE);
        }
    }

    /// @param inFull whether grounds that do not fit get rows of their own
    private void show(Line line, boolean inFull) {
        shown++;
        String component = pad(line.component(), COMPONENT_WIDTH) + " ";
        int indent = MARGIN.length() + component.length();
        int room = Math.max(ROOM_MIN, width - indent);
        String what = beside(line, room);
        int left = room - what.length() - "  ()".length();
        var fitting = fitting(line.grounds(), left);
        boolean all = fitting.size() == line.grounds().size();
        boolean some = !fitting.isEmpty() && (all || !inFull);
        terminal.line(
                faint(Durations.clock(line.at().nanos()))
                        + "  "
                        + paint(colourOf(line.component()), component)
                        + what
                        + (some ? faint("  (" + String.join(", ", fitting) + ")") : ""));
        String below = " ".repeat(indent + 2);
        if (!what.contains(line.decision())) {
            wrap(line.decision(), room - 2).forEach(row -> terminal.line(below + row));
        }
        if (inFull && !all) {
            wrap("(" + String.join(", ", line.grounds()) + ")", room - 2)
                    .forEach(row -> terminal.line(below + faint(row)));
        }
        terminal.flush();
        pace.pause(PER_LINE);
    }

    /// {@return the object and, unless it needs rows of its own, the decision}
    private static String beside(Line line, int room) {
        String column = pad(line.objectName(), OBJECT_WIDTH) + " " + line.decision();
        if (column.length() <= room) {
            return column;
        }
        String close = line.objectName() + "  " + line.decision();
        return close.length() <= room ? close : line.objectName();
    }

    /// {@return the first grounds, as many as fit}
    private static List<String> fitting(List<String> grounds, int room) {
        int count = 0;
        int length = 0;
        for (String ground : grounds) {
            length += ground.length() + (count > 0 ? ", ".length() : 0);
            if (length > room) {
                break;
            }
            count++;
        }
        return grounds.subList(0, count);
    }

    /// Says what is going to happen and what to look at.
    void headline(Time now, String title, String text) {
        flush();
        if (!jump(now)) {
            terminal.line("");
        }
        last = now;
        terminal.line(paint("1", title));
        for (String row : wrap(text, Math.min(width, 96) - 2)) {
            terminal.line("  " + row);
        }
        terminal.line("");
        terminal.flush();
        fresh = true;
        pace.pause(PER_HEADLINE.plusMillis(text.length() * 6L));
    }

    /// Prints a line as it is.
    void plain(String text) {
        terminal.line(text);
        terminal.flush();
    }

    /// {@return the text in rows that fit behind an indent}
    List<String> wrapped(String text, int indent) {
        return wrap(text, Math.max(40, Math.min(width, 110) - indent));
    }

    private static List<String> wrap(String text, int width) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        for (String word : text.split(" +", -1)) {
            if (!row.isEmpty() && row.length() + 1 + word.length() > width) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        rows.add(row.toString());
        return rows;
    }

    private static String pad(String text, int to) {
        return text + " ".repeat(Math.max(0, to - text.length()));
    }

    private static String colourOf(String component) {
        return switch (component.split(" ", 2)[0].toLowerCase(Locale.ROOT)) {
            case "scheduler" -> "35";
            case "deployment", "replicaset" -> "34";
            case "endpointslice", "service" -> "36";
            case "node-controller", "taint-eviction", "pod-garbage-collector" -> "33";
            case "kubelet" -> "32";
            case "power" -> "31;1";
            default -> "";
        };
    }

    String good(String text) {
        return paint("32;1", text);
    }

    String bad(String text) {
        return paint("31;1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return terminal.colour() && !code.isEmpty()
                ? "\u001b[" + code + "m" + text + "\u001b[0m"
                : text;
    }
}
