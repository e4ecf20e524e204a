package dev.wavetank.scenarios.format;

import java.util.Locale;

/// How constants are written in files.
public final class Words {
    private Words() {}

    /// {@return `pod-kill` for `POD_KILL`}
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
