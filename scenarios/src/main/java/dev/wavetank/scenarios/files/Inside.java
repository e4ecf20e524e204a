package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Places.Place;
import dev.wavetank.scenarios.format.Spot;

/// Finds a place inside a text value again in its file, however the value is quoted, folded or
/// indented there.
///
/// Value and file differ in white space and escapes only, so both are walked side by side from
/// letter to letter. Where that fails, such as at a letter written by its number, it is the start
/// of the value.
final class Inside {
    private final String file;
    private final char quote;
    private int at;

    private Inside(String file, int at) {
        this.file = file;
        this.quote = at < file.length() ? file.charAt(at) : ' ';
        this.at =
                switch (quote) {
                    case '"', '\'' -> at + 1;
                    case '|', '>' -> Math.max(at, file.indexOf('\n', at));
                    default -> at;
                };
    }

    /// @param value the text that stands at the spot
    /// @param offset in the value, counted from 0 in UTF-16 units
    static Place of(Spot spot, String value, int offset) {
        var start = spot.source().places().ofValue(spot.path());
        String file = spot.source().text();
        var walk = new Inside(file, index(file, start));
        for (int i = 0; i < value.length(); i++) {
            if (Character.isWhitespace(value.charAt(i))) {
                continue;
            }
            if (i >= offset) {
                walk.skip();
                return place(file, walk.at);
            }
            if (!walk.pass(value.charAt(i))) {
                return start;
            }
        }
        return place(file, walk.at);
    }

    /// Goes to the next letter of the value, or to what it is escaped by.
    private void skip() {
        while (at < file.length()) {
            if (Character.isWhitespace(file.charAt(at))) {
                at++;
            } else if (quote == '"' && (file.startsWith("\\n", at) || file.startsWith("\\t", at))) {
                at += 2;
            } else {
                return;
            }
        }
    }

    /// Goes behind this letter.
    ///
    /// @return false when the next one is another
    private boolean pass(char letter) {
        skip();
        boolean escaped =
                (quote == '"' && file.startsWith("\\", at))
                        || (quote == '\'' && file.startsWith("''", at));
        at += escaped ? 2 : 1;
        return at <= file.length() && file.charAt(at - 1) == letter;
    }

    private static int index(String file, Place place) {
        int start = 0;
        for (int line = 1; line < place.line(); line++) {
            start = file.indexOf('\n', start) + 1;
        }
        return file.offsetByCodePoints(start, place.column() - 1);
    }

    private static Place place(String file, int index) {
        int start = file.lastIndexOf('\n', index - 1) + 1;
        int line = 1 + (int) file.substring(0, start).chars().filter(c -> c == '\n').count();
        return new Place(line, 1 + file.codePointCount(start, index));
    }
}
