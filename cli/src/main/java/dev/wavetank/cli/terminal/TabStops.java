package dev.wavetank.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Elastic tab stops: a tab ends a cell, and cells that stand below each other in lines without a
/// gap are of one width. What follows the last tab of a line is free.
///
/// It lays text out as Go's text/tabwriter does with spaces, which is what kubectl prints through.
///
/// @param widthMin of a cell, its padding included
/// @param padding spaces between a cell's text and the next one
public record TabStops(int widthMin, int padding) {
    /// kubectl's for `describe`.
    public static final TabStops DESCRIBE = new TabStops(0, 2);

    /// kubectl's for tables.
    public static final TabStops TABLE = new TabStops(6, 3);

    /// {@return the text with spaces in place of its tabs}
    public String layOut(String text) {
        var lines = new ArrayList<String[]>();
        for (String line : text.split("\n", -1)) {
            lines.add(line.split("\t", -1));
        }
        var out = new StringBuilder();
        layOut(lines, 0, lines.size(), new ArrayList<>(), out);
        // The last line has no end of its own.
        out.setLength(out.length() - 1);
        return out.toString();
    }

    /// {@return rows of cells as lines}
    public String layOut(List<List<String>> rows) {
        var text = new StringBuilder();
        rows.forEach(row -> text.append(String.join("\t", row)).append('\n'));
        return layOut(text.toString());
    }

    private void layOut(
            List<String[]> lines, int from, int to, List<Integer> widths, StringBuilder out) {
        int column = widths.size();
        int written = from;
        int at = from;
        while (at < to) {
            if (!hasCell(lines.get(at), column)) {
                at++;
                continue;
            }
            write(lines, written, at, widths, out);
            int end = at;
            int width = widthMin;
            while (end < to && hasCell(lines.get(end), column)) {
                String cell = lines.get(end)[column];
                width = Math.max(width, cell.codePointCount(0, cell.length()) + padding);
                end++;
            }
            widths.add(width);
            layOut(lines, at, end, widths, out);
            widths.removeLast();
            written = end;
            at = end;
        }
        write(lines, written, to, widths, out);
    }

    private static boolean hasCell(String[] line, int column) {
        return column < line.length - 1;
    }

    private static void write(
            List<String[]> lines, int from, int to, List<Integer> widths, StringBuilder out) {
        for (String[] line : lines.subList(from, to)) {
            for (int i = 0; i < line.length; i++) {
                out.append(line[i]);
                if (i < widths.size()) {
                    out.repeat(' ', widths.get(i) - line[i].codePointCount(0, line[i].length()));
                }
            }
            out.append('\n');
        }
    }
}
