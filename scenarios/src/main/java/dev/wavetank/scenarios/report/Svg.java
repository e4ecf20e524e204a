package dev.wavetank.scenarios.report;

/// Writes the parts of a drawing.
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /// A bar; its title is what a reader is told of it.
    void bar(String css, double x, double y, double width, double height, String title) {
        out.append("<rect class=\"").append(css).append('"');
        number("x", x);
        number("y", y);
        number("width", Math.max(width, 1));
        number("height", height);
        titled(title, "rect");
    }

    /// A mark for an entry of the timeline.
    void mark(String css, double x, double y, String shape, int entry, String title) {
        out.append("<path class=\"mark ").append(css).append("\" d=\"M");
        out.append(rounded(x)).append(' ').append(rounded(y)).append(shape).append('"');
        out.append(" data-entry=\"").append(entry).append('"');
        titled(title, "path");
    }

    void text(String css, double x, double y, String text) {
        out.append("<text class=\"").append(css).append('"');
        number("x", x);
        number("y", y);
        out.append('>').append(Markup.escaped(text)).append("</text>\n");
    }

    void line(String css, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(css).append('"');
        number("x1", x1);
        number("y1", y1);
        number("x2", x2);
        number("y2", y2);
        out.append("/>\n");
    }

    void path(String css, String data) {
        out.append("<path class=\"").append(css).append("\" d=\"").append(data).append("\"/>\n");
    }

    private void number(String name, double value) {
        out.append(' ').append(name).append("=\"").append(rounded(value)).append('"');
    }

    private void titled(String title, String element) {
        out.append("><title>").append(Markup.escaped(title)).append("</title></");
        out.append(element).append(">\n");
    }

    /// {@return a number with at most one digit after the point}
    static String rounded(double value) {
        long tenths = Math.round(value * 10);
        long whole = tenths / 10;
        long rest = Math.abs(tenths % 10);
        String sign = tenths < 0 && whole == 0 ? "-" : "";
        return sign + whole + (rest == 0 ? "" : "." + rest);
    }

    /// {@return a drawing that has one behind the other}
    static Svg behind(Svg back, Svg front) {
        var both = new Svg();
        both.out.append(back.out).append(front.out);
        return both;
    }

    /// {@return the drawing}
    String whole(double width, double height) {
        return "<svg viewBox=\"0 0 "
                + rounded(width)
                + " "
                + rounded(height)
                + "\" role=\"img\" aria-labelledby=\"chart-title\">\n"
                + "<title id=\"chart-title\">Timeline of the run; the table of all entries below"
                + " says the same in words</title>\n"
                + out
                + "<line id=\"cursor\" class=\"cursor\" x1=\"-9\" x2=\"-9\" y1=\"0\" y2=\""
                + rounded(height)
                + "\"/>\n</svg>\n";
    }
}
