package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.run.Result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The cluster's clock as a drawing shows it: quiet stretches, in which nothing happens, are drawn
/// shorter than they were, and what happens within them keeps its order and its place.
final class Axis {
    /// Up to this many seconds a stretch is drawn in proportion; a longer one grows with its root.
    private static final double IN_PROPORTION = 4;

    /// From this many seconds on a stretch counts as quiet, and is marked.
    private static final double QUIET = 20;

    private final double[] seconds;
    private final double[] places;
    private final List<Quiet> quiet = new ArrayList<>();

    /// A stretch that is drawn shorter than it was.
    ///
    /// @param from its place
    /// @param to where it ends
    record Quiet(double from, double to, double seconds) {}

    /// @param width of the whole drawing, in its units
    Axis(Result result, double width) {
        var moments = moments(result);
        seconds = new double[moments.size()];
        places = new double[moments.size()];
        int i = 0;
        for (long moment : moments) {
            seconds[i] = moment / 1e9;
            places[i] = i == 0 ? 0 : places[i - 1] + drawn(seconds[i] - seconds[i - 1]);
            i++;
        }
        double scale = places[i - 1] == 0 ? 0 : width / places[i - 1];
        for (int j = 0; j < places.length; j++) {
            places[j] *= scale;
            if (j > 0 && seconds[j] - seconds[j - 1] >= QUIET) {
                quiet.add(new Quiet(places[j - 1], places[j], seconds[j] - seconds[j - 1]));
            }
        }
    }

    private static double drawn(double gap) {
        return gap <= IN_PROPORTION ? gap : Math.sqrt(gap * IN_PROPORTION);
    }

    private static SortedSet<Long> moments(Result result) {
        var moments = new TreeSet<Long>();
        result.timeline().forEach(entry -> moments.add(entry.at().nanos()));
        result.samples().forEach(sample -> moments.add(sample.at().nanos()));
        result.lives().forEach(life -> life.spans().forEach(s -> moments.add(s.from().nanos())));
        for (var fault : result.faults()) {
            moments.add(fault.began().nanos());
            var ended = fault.ended();
            if (ended != null) {
                moments.add(ended.nanos());
            }
        }
        result.violations().forEach(violation -> moments.add(violation.at().nanos()));
        moments.add(result.methodBegan().nanos());
        moments.add(result.ended().nanos());
        return moments;
    }

    /// {@return the place of a moment}
    double at(Time time) {
        double moment = time.nanos() / 1e9;
        int found = Arrays.binarySearch(seconds, moment);
        if (found >= 0) {
            return places[found];
        }
        int after = -found - 1;
        if (after == 0) {
            return places[0];
        } else if (after == seconds.length) {
            return places[after - 1];
        }
        double part = (moment - seconds[after - 1]) / (seconds[after] - seconds[after - 1]);
        return places[after - 1] + part * (places[after] - places[after - 1]);
    }

    /// {@return the stretches that are drawn shorter than they were}
    List<Quiet> quiet() {
        return quiet;
    }

    /// {@return moments that deserve a mark, in nanoseconds, at least so far apart}
    List<Long> ticks(double apart) {
        var ticks = new ArrayList<Long>();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < seconds.length; i++) {
            boolean edge =
                    i == 0
                            || i == seconds.length - 1
                            || seconds[i] - seconds[i - 1] >= QUIET
                            || seconds[i + 1] - seconds[i] >= QUIET
                            || places[i] - last >= 2 * apart;
            if (edge && places[i] - last >= apart) {
                ticks.add(Math.round(seconds[i] * 1e9));
                last = places[i];
            }
        }
        return ticks;
    }
}
