package dev.wavetank.scheduler.plugins;

/// How a plugin's own numbers become scores from 0 to 100.
public enum Scale {
    /// They are such scores.
    AS_IS,
    /// The highest becomes 100.
    MORE_IS_BETTER,
    /// Zero becomes 100, the highest becomes 0.
    LESS_IS_BETTER,
    /// The lowest becomes the best, the others lose by how much more they are: PodTopologySpread's.
    EVEN,
    /// The lowest becomes 0, the highest 100, also below zero.
    RANGE;

    /// The number of a node that gets the score 0 whatever the others have.
    public static final long LEFT_OUT = Long.MIN_VALUE;

    /// The highest score: upstream's MaxNodeScore.
    public static final long MAX = 100;

    /// {@return the score for a number, given the lowest and the highest number among the nodes
    /// compared}
    public long score(long number, long lowest, long highest) {
        if (number == LEFT_OUT) {
            return 0;
        }
        return switch (this) {
            case AS_IS -> number;
            case MORE_IS_BETTER -> highest == 0 ? number : MAX * number / highest;
            case LESS_IS_BETTER -> highest == 0 ? MAX : MAX - MAX * number / highest;
            case EVEN -> highest == 0 ? MAX : MAX * (highest + lowest - number) / highest;
            case RANGE -> highest == lowest ? 0 : MAX * (number - lowest) / (highest - lowest);
        };
    }
}
