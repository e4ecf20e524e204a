package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.faults.Mode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The draws of one fault. Each depends on the seed, the fault's number and the name of what is
/// drawn for, so neither another fault nor another target shifts it.
///
/// @param world the scenario's own
/// @param fault the fault's number
record Chance(World world, int fault) {
    /// All of a million.
    static final int WHOLE = 1_000_000;

    /// {@return a stream for this target}
    RandomGenerator of(String target) {
        return world.chance("fault " + fault + " " + target);
    }

    /// {@return whether this target is among so many in a million}
    boolean hits(String target, int millionths) {
        return millionths == WHOLE || of(target).nextInt(WHOLE) < millionths;
    }

    /// {@return as many of these as mode and value say, in their order}
    ///
    /// As Chaos Mesh counts: a fixed percentage is rounded up; a random one is drawn from 0 to the
    /// value and rounded down, but to one at least, since a fault that hits nothing is none.
    <T> List<T> choose(List<T> among, Mode mode, String value, Function<T, String> name) {
        int count =
                switch (mode) {
                    case ONE -> 1;
                    case ALL -> among.size();
                    case FIXED -> number(value);
                    case FIXED_PERCENT -> Math.ceilDiv(among.size() * percent(value), 100);
                    case RANDOM_MAX_PERCENT ->
                            Math.max(
                                    1,
                                    among.size()
                                            * of("percentage").nextInt(percent(value) + 1)
                                            / 100);
                };
        if (count >= among.size()) {
            return among;
        }
        var lots = new ArrayList<Lot>(among.size());
        for (int i = 0; i < among.size(); i++) {
            String called = name.apply(among.get(i));
            lots.add(new Lot(of(called).nextLong(), called, i));
        }
        lots.sort(Comparator.naturalOrder());
        return lots.subList(0, count).stream().map(Lot::place).sorted().<T>map(among::get).toList();
    }

    /// What was drawn for one of many.
    ///
    /// @param place where it stands among them
    private record Lot(long drawn, String name, int place) implements Comparable<Lot> {
        @Override
        public int compareTo(Lot other) {
            int byDraw = Long.compare(drawn, other.drawn);
            return byDraw != 0 ? byDraw : name.compareTo(other.name);
        }
    }

    private static int number(String value) {
        int number = whole(value);
        if (number < 1) {
            throw new Refusal("value: a whole number from 1 is needed, found \"" + value + "\"");
        }
        return number;
    }

    private static int percent(String value) {
        int number = whole(value);
        if (number < 0 || number > 100) {
            throw new Refusal(
                    "value: a whole number from 0 to 100 is needed, found \"" + value + "\"");
        }
        return number;
    }

    private static int whole(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }

    /// {@return a percentage such as `25` or `0.5`, in millionths}
    ///
    /// @param field its name, for the author
    static int millionths(String field, String percentage) {
        try {
            var share = new BigDecimal(percentage).movePointRight(4);
            if (share.signum() >= 0 && share.compareTo(BigDecimal.valueOf(WHOLE)) <= 0) {
                return share.setScale(0, RoundingMode.HALF_UP).intValueExact();
            }
        } catch (NumberFormatException notOne) {
            // Said below, as for a number out of range.
        }
        throw new Refusal(
                field + ": a percentage from 0 to 100 is needed, found \"" + percentage + "\"");
    }
}
