package dev.wavetank.cli.objects;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The server's Tables as kubectl lays them out.
///
/// A column is as wide as its widest cell and three spaces, at least six in all (kubectl's settings
/// of Go's tabwriter); widths only grow, so rows that a watch brings later stay below their header.
final class TableText {
    private static final int WIDTH_MIN = 6;
    private static final int PADDING = 3;

    private final boolean wide;
    private final boolean withNamespace;
    private final boolean withLabels;
    private final String prefix;
    private List<Json> columns = List.of();
    private int[] widths = {};

    /// A layout.
    ///
    /// @param wide whether columns of lower priority are shown
    /// @param withNamespace whether a first column shows the namespace
    /// @param withLabels whether a last column shows the labels
    /// @param prefix what stands before each name, such as `pod/`; "" for nothing
    TableText(boolean wide, boolean withNamespace, boolean withLabels, String prefix) {
        this.wide = wide;
        this.withNamespace = withNamespace;
        this.withLabels = withLabels;
        this.prefix = prefix;
    }

    /// {@return the lines of a Table}
    ///
    /// @param header whether its column names are the first line
    List<String> lines(Json.Obj table, boolean header) {
        if (!table.array("columnDefinitions").isEmpty()) {
            columns = table.array("columnDefinitions");
        }
        var rows = new ArrayList<List<String>>();
        if (header) {
            rows.add(header());
        }
        for (Json row : table.array("rows")) {
            rows.add(cells((Json.Obj) row));
        }
        rows.forEach(this::grow);
        return rows.stream().map(this::line).toList();
    }

    private List<String> header() {
        var names = new ArrayList<String>();
        if (withNamespace) {
            names.add("NAMESPACE");
        }
        for (Json column : columns) {
            if (shown((Json.Obj) column)) {
                names.add(((Json.Obj) column).text("name").toUpperCase(Locale.ROOT));
            }
        }
        if (withLabels) {
            names.add("LABELS");
        }
        return names;
    }

    private List<String> cells(Json.Obj row) {
        var cells = new ArrayList<String>();
        Json.Obj meta = row.object("object").object("metadata");
        if (withNamespace) {
            cells.add(meta.text("namespace"));
        }
        List<Json> values = row.array("cells");
        for (int i = 0; i < values.size(); i++) {
            if (i >= columns.size() || shown((Json.Obj) columns.get(i))) {
                cells.add((i == 0 ? prefix : "") + text(values.get(i)));
            }
        }
        if (withLabels) {
            cells.add(labels(meta.object("labels")));
        }
        return cells;
    }

    private boolean shown(Json.Obj column) {
        return wide
                || !(column.get("priority") instanceof Json.Num priority)
                || priority.literal().equals("0");
    }

    private static String labels(Json.Obj labels) {
        var text = new ArrayList<String>();
        labels.forEach((name, value) -> text.add(name + "=" + text(value)));
        return text.isEmpty() ? "<none>" : String.join(",", text);
    }

    /// Of a text with several lines kubectl shows the first.
    private static String text(Json value) {
        String text = value instanceof Json.Text(var inner) ? inner : value.toString();
        int end = 0;
        while (end < text.length() && "\t\n\u000b\f\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end == text.length() ? text : text.substring(0, end) + "...";
    }

    private void grow(List<String> row) {
        if (row.size() > widths.length) {
            int known = widths.length;
            widths = Arrays.copyOf(widths, row.size());
            Arrays.fill(widths, known, widths.length, WIDTH_MIN);
        }
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)) + PADDING);
        }
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.repeat(' ', widths[i] - width(row.get(i)));
            }
        }
        return line.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
