package dev.wavetank.scheduler;

import java.util.List;
import java.util.stream.Collectors;

/// How well a node would do for a pod.
///
/// @param total the sum of the weighted scores
public record Ranked(String node, long total, List<Score> scores) {
    /// What one plugin says.
    ///
    /// @param score 0 to 100, before the weight
    public record Score(String plugin, int weight, long score) {
        @Override
        public String toString() {
            return plugin + " " + score + (weight == 1 ? "" : " x " + weight);
        }
    }

    public Ranked {
        scores = List.copyOf(scores);
    }

    /// `node-2: 481 = TaintToleration 100 x 3 + NodeResourcesFit 90 + ...`.
    @Override
    public String toString() {
        return node
                + ": "
                + total
                + " = "
                + scores.stream().map(Score::toString).collect(Collectors.joining(" + "));
    }
}
