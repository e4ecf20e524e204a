package dev.wavetank.cluster.model;

/// The order in which Go's YAML writer puts keys: numbers inside them by their value, and letters
/// after all else, so `a-2` comes before `a-10` and `a.b` before `ab`.
final class YamlKeyOrder {
    private YamlKeyOrder() {}

    static int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int at = 0;
        while (at < a.length && at < b.length && a[at] == b[at]) {
            at++;
        }
        if (at == a.length || at == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean leftLetter = Character.isLetter(a[at]);
        boolean rightLetter = Character.isLetter(b[at]);
        if (leftLetter && rightLetter) {
            return Integer.compare(a[at], b[at]);
        } else if (leftLetter || rightLetter) {
            return leftLetter ? 1 : -1;
        }
        long before = (a[at] == '0' || b[at] == '0') && insideNumber(a, at) ? 1 : 0;
        int byNumber = Long.compare(number(before, a, at), number(before, b, at));
        if (byNumber != 0) {
            return byNumber;
        }
        int byDigits = Integer.compare(digits(a, at), digits(b, at));
        return byDigits != 0 ? byDigits : Integer.compare(a[at], b[at]);
    }

    /// Whether a digit other than 0 stands before this place in the same run of digits.
    private static boolean insideNumber(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static long number(long before, int[] text, int from) {
        long number = before;
        for (int i = from; i < text.length && Character.isDigit(text[i]); i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static int digits(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end - from;
    }
}
