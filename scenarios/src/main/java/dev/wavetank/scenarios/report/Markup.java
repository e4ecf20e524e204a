package dev.wavetank.scenarios.report;

/// Text as HTML and XML may have it.
final class Markup {
    private static final char UNKNOWN = '\uFFFD';

    private Markup() {}

    /// {@return the text, in which nothing is markup any more; fit for content and for attributes
    /// in quotes}
    ///
    /// Characters that XML 1.0 does not allow, not even escaped, become U+FFFD. So do those that
    /// turn the direction of writing: a name could hide behind them what it is.
    static String escaped(String text) {
        var result = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> result.append("&amp;");
                        case '<' -> result.append("&lt;");
                        case '>' -> result.append("&gt;");
                        case '"' -> result.append("&quot;");
                        case '\'' -> result.append("&#39;");
                        default -> result.appendCodePoint(allowed(c) ? c : UNKNOWN);
                    }
                });
        return result.toString();
    }

    private static boolean allowed(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean half = c >= 0xD800 && c <= 0xDFFF;
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !control && !half && !turns && c != 0xFFFE && c != 0xFFFF;
    }
}
