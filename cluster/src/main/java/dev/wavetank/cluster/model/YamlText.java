package dev.wavetank.cluster.model;

import java.util.Locale;

/// The text that [YamlWriter] lays out: knows the column, and folds and quotes as libyaml does.
final class YamlText {
    /// Lines break at the first space beyond this column.
    private static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();
    private int column;
    private boolean blank = true;

    /// Starts a line at this column.
    ///
    /// @param here whether the current line stands there already
    void line(int indent, boolean here) {
        if (here) {
            return;
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            put('\n');
        }
        while (column < indent) {
            put(' ');
        }
        blank = true;
    }

    void word(String word) {
        gap();
        for (int i = 0; i < word.length(); i++) {
            put(word.charAt(i));
        }
    }

    void colon() {
        put(':');
    }

    String finish() {
        if (text.isEmpty() || text.charAt(text.length() - 1) != '\n') {
            put('\n');
        }
        return text.toString();
    }

    /// @param indent the column of further lines
    /// @param key whether this is a key, which stays on its line
    void scalar(String value, int indent, boolean key) {
        var allowed = YamlStyles.of(value);
        if (value.indexOf('\n') >= 0) {
            if (allowed.block() && !key) {
                literal(value, indent);
            } else {
                doubleQuoted(value, indent, !key);
            }
        } else if (YamlScalar.needsQuotes(value) || (key && value.equals("<<"))) {
            // Go leaves << plain, and would merge when it reads it again.
            doubleQuoted(value, indent, !key);
        } else if (allowed.plain()) {
            folded(value, indent, !key, false);
        } else if (allowed.singleQuoted()) {
            word("'");
            folded(value, indent, !key, true);
            put('\'');
        } else {
            doubleQuoted(value, indent, !key);
        }
    }

    private void folded(String value, int indent, boolean fold, boolean quoted) {
        if (!quoted) {
            gap();
        }
        boolean spaces = false;
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            int c = value.codePointAt(at);
            if (c == ' ') {
                boolean inside = !quoted || (at > 0 && at < value.length() - 1);
                boolean more = at + 1 < value.length() && value.charAt(at + 1) == ' ';
                if (fold && !spaces && column > WIDTH && inside && !more) {
                    line(indent, false);
                } else {
                    put(' ');
                }
                spaces = true;
            } else {
                if (quoted && c == '\'') {
                    put('\'');
                }
                put(c);
                spaces = false;
            }
        }
        blank = false;
    }

    private void doubleQuoted(String value, int indent, boolean fold) {
        word("\"");
        boolean spaces = false;
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            int c = value.codePointAt(at);
            if (c == ' ') {
                boolean inside = at > 0 && at < value.length() - 1;
                if (fold && !spaces && column > WIDTH && inside) {
                    line(indent, false);
                    if (value.charAt(at + 1) == ' ') {
                        put('\\');
                    }
                } else {
                    put(' ');
                }
                spaces = true;
            } else {
                if (c == '"' || c == '\\' || !YamlStyles.isPrintable(c) || YamlStyles.isBreak(c)) {
                    escape(c);
                } else {
                    put(c);
                }
                spaces = false;
            }
        }
        put('"');
        blank = false;
    }

    private void escape(int c) {
        String escape =
                switch (c) {
                    case 0x00 -> "0";
                    case 0x07 -> "a";
                    case '\b' -> "b";
                    case '\t' -> "t";
                    case '\n' -> "n";
                    case 0x0B -> "v";
                    case '\f' -> "f";
                    case '\r' -> "r";
                    case 0x1B -> "e";
                    case '"' -> "\"";
                    case '\\' -> "\\";
                    case 0x85 -> "N";
                    case 0xA0 -> "_";
                    default ->
                            c <= 0xFF
                                    ? String.format(Locale.ROOT, "x%02X", c)
                                    : c <= 0xFFFF
                                            ? String.format(Locale.ROOT, "u%04X", c)
                                            : String.format(Locale.ROOT, "U%08X", c);
                };
        put('\\');
        for (int i = 0; i < escape.length(); i++) {
            put(escape.charAt(i));
        }
    }

    private void literal(String value, int indent) {
        word("|");
        if (value.startsWith(" ") || value.startsWith("\n")) {
            put('2');
        }
        if (!value.endsWith("\n")) {
            put('-');
        } else if (value.length() == 1 || value.endsWith("\n\n")) {
            put('+');
        }
        for (String line : value.split("\n", -1)) {
            put('\n');
            if (!line.isEmpty()) {
                while (column < indent) {
                    put(' ');
                }
                line.codePoints().forEach(this::put);
            }
        }
        blank = true;
    }

    private void gap() {
        if (!blank) {
            put(' ');
        }
        blank = false;
    }

    private void put(int c) {
        text.appendCodePoint(c);
        column = c == '\n' ? 0 : column + 1;
        blank = c == ' ' || c == '\n';
    }
}
