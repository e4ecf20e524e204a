package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.sight.FaultRecord;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Keeps what became of each fault, and when the cluster had recovered from it: when everything
/// that has to hold in the steady state holds again after it had ceased to.
final class FaultLog {
    /// Harm that begins later after a fault's end than this is not its own. Chosen: longer than the
    /// 50 s in which a node's silence is noticed.
    private static final Duration LATE = Duration.ofSeconds(60);

    private final List<Case> cases = new ArrayList<>();

    /// Those that were not closed when it was last asked: a day has a thousand that are.
    private final List<Case> open = new ArrayList<>();

    /// One fault so far.
    static final class Case {
        private final int number;
        private final String name;
        private final Fault fault;
        private final List<String> targets = new ArrayList<>();
        private final Time began;
        private @Nullable Time ended;
        private @Nullable Time recovered;
        private boolean harmed;

        private Case(int number, String name, Fault fault, Time began) {
            this.number = number;
            this.name = name;
            this.fault = fault;
            this.began = began;
        }

        int number() {
            return number;
        }

        String name() {
            return name;
        }

        void hit(String target) {
            targets.add(target);
        }

        boolean ended() {
            return ended != null;
        }

        void over(Time now) {
            ended = now;
        }

        /// {@return whether it is over, and so is what it did, if it did anything}
        private boolean closed(Time now) {
            var over = harmed ? recovered : ended;
            return ended != null
                    && over != null
                    && now.since(over).compareTo(LATE) > 0
                    && now.since(ended).compareTo(LATE) > 0;
        }

        private boolean recoveredAfterItsEnd() {
            return ended != null && recovered != null && !recovered.before(ended);
        }

        FaultRecord record() {
            return new FaultRecord(number, name, fault, targets, began, ended, recovered, harmed);
        }
    }

    Case begin(String name, Fault fault, Time now) {
        var begun = new Case(cases.size() + 1, name, fault, now);
        cases.add(begun);
        open.add(begun);
        return begun;
    }

    List<FaultRecord> all() {
        return cases.stream().map(Case::record).toList();
    }

    /// {@return those that do harm now}
    List<FaultRecord> active() {
        return open.isEmpty()
                ? List.of()
                : open.stream().filter(each -> !each.ended()).map(Case::record).toList();
    }

    /// {@return whether it matters to any fault how things stand}
    boolean waits(Time now) {
        open.removeIf(each -> each.closed(now));
        return !open.isEmpty();
    }

    /// {@return whether another fault has begun since the cluster recovered from this one: new harm
    /// is then that one's}
    private boolean followed(Case one) {
        return one.recovered != null && !cases.getLast().began.before(one.recovered);
    }

    /// Takes in how things stand. A cluster may recover while the fault still lasts, and be harmed
    /// again by its end: the last recovery counts.
    ///
    /// @return the faults that the cluster has just recovered from
    List<FaultRecord> stands(boolean steady, Time now) {
        var over = new ArrayList<FaultRecord>();
        for (var each : open) {
            if (each.closed(now)) {
                continue;
            }
            if (!steady && !(each.recoveredAfterItsEnd() && followed(each))) {
                each.harmed = true;
                each.recovered = null;
            } else if (steady && each.harmed && each.recovered == null) {
                each.recovered = now;
                over.add(each.record());
            }
        }
        return over;
    }
}
