package dev.wavetank.scheduler.plugins;

/// How a plugin's own numbers become scores from 0 to 100.
public enum Scale {
    /// They are such scores.
    AS_IS,
    /// The highest becomes 100.
    MORE_IS_BETTER,
    /// Zero becomes 100, the highest becomes 0.
    LESS_IS_BETTER;

    /// The highest score: upstream's MaxNodeScore.
    public static final long MAX = 100;

    /// {@return the score for a number, given the highest number among the nodes compared}
    public long score(long number, long highest) {
        return switch (this) {
            case AS_IS -> number;
            case MORE_IS_BETTER -> highest == 0 ? number : MAX * number / highest;
            case LESS_IS_BETTER -> highest == 0 ? MAX : MAX - MAX * number / highest;
        };
    }
}
