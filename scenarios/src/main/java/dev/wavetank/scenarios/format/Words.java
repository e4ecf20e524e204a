package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// How things are written in files and told in messages.
public final class Words {
    private static final int SHOWN_MAX = 60;

    private Words() {}

    /// {@return `pod-kill` for `POD_KILL`}
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return `a, b or c`}
    public static String or(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /// {@return what was found, as a message shows it}
    public static String found(Json value) {
        return switch (value) {
            case Json.Null _ -> "nothing";
            case Json.Text text -> quoted(text.value());
            case Json.Num number -> "the number " + number.literal();
            case Json.Bool bool -> bool.toString();
            case Json.Arr _ -> "a list";
            case Json.Obj _ -> "an object";
        };
    }

    /// {@return the text in quotes, on one line and cut when it is long}
    public static String quoted(String text) {
        String json = new Json.Text(text).toString();
        return json.length() <= SHOWN_MAX ? json : json.substring(0, SHOWN_MAX) + "...\"";
    }

    /// {@return what is allowed, and which of it was likely meant: `; allowed: a or b; did you mean
    /// a?`}
    public static String allowed(String found, Collection<String> names) {
        String nearest = nearest(found, names);
        return "; allowed: "
                + (names.isEmpty() ? "none" : or(List.copyOf(names)))
                + (nearest == null ? "" : "; did you mean " + nearest + "?");
    }

    /// {@return the name that differs least from what was found; null when none is near}
    static @Nullable String nearest(String found, Collection<String> names) {
        String nearest = null;
        int least = Math.min(found.length(), Math.max(1, found.length() / 3) + 1);
        for (String name : names) {
            int far = distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (far < least) {
                least = far;
                nearest = name;
            }
        }
        return nearest;
    }

    /// How many letters have to be inserted, taken out, changed or swapped with the next.
    private static int distance(String a, String b) {
        var steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
                least = Math.min(least, steps[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, steps[i - 2][j - 2] + 1);
                }
                steps[i][j] = least;
            }
        }
        return steps[a.length()][b.length()];
    }
}
