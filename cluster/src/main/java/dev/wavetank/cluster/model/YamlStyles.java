package dev.wavetank.cluster.model;

/// The ways in which libyaml lets a string be written in block context; double quotes always work.
///
/// @param block as a literal block, `|`
record YamlStyles(boolean plain, boolean singleQuoted, boolean block) {
    static YamlStyles of(String value) {
        boolean indicators = value.startsWith("---") || value.startsWith("...");
        boolean special = false;
        boolean breaks = false;
        boolean breakThenSpace = false;
        boolean spaceThenBreak = false;
        int before = '\n';
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            int c = value.codePointAt(at);
            int after = at + 1 < value.length() ? value.charAt(at + 1) : ' ';
            indicators |= indicates(c, at == 0, before, after == ' ' || after == '\t');
            special |= !isPrintable(c);
            breaks |= isBreak(c);
            breakThenSpace |= at > 0 && c == ' ' && isBreak(before);
            spaceThenBreak |= isBreak(c) && before == ' ';
            before = c;
        }
        boolean edges =
                !value.isEmpty()
                        && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)));
        boolean never = special || spaceThenBreak;
        return new YamlStyles(
                !never && !indicators && !breaks && !edges,
                !never && !breaks && !breakThenSpace,
                !never && !value.endsWith(" "));
    }

    private static boolean indicates(int c, boolean first, int before, boolean blankAfter) {
        if (c == ':') {
            return blankAfter;
        } else if (c == '#') {
            return first || before == ' ' || before == '\t' || isBreak(before);
        } else if (c == '-' || c == '?') {
            return first && blankAfter;
        }
        return first && ",[]{}&*!|>'\"%@`".indexOf(c) >= 0;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || isBreak(c);
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /// Beyond the first 65,536 code points nothing is printable to Go's writer.
    static boolean isPrintable(int c) {
        return c == '\n'
                || (c >= 0x20 && c <= 0x7E)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }
}
