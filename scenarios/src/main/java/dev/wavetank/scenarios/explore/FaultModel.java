package dev.wavetank.scenarios.explore;

import dev.wavetank.cluster.world.Seeds;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws what goes wrong from a seed: the model of docs/exploring.md.
///
/// The scenario keeps its cluster, its objects and what its method does to them; its faults give
/// way to one to [#FAULTS_MAX] random ones within a [#WINDOW]. Each run draws first which sorts of
/// faults it has at all, since many faults of few sorts find more than few of many. Every fault
/// draws from a stream of its own. What comes out is a scenario like any other, with nothing left
/// to draw.
final class FaultModel {
    /// Chosen: more hide each other.
    static final int FAULTS_MAX = 6;

    /// In which faults begin, from the beginning of the method. Chosen: longer than the 350 s in
    /// which a dead node's pods are given up.
    static final Duration WINDOW = Duration.ofMinutes(8);

    /// When the last fault is over at the latest. The chaos ends then, or later, when what the
    /// method does to the objects is done.
    static final Duration END = Duration.ofMinutes(10);

    private static final List<Duration> LENGTHS =
            List.of(
                    Duration.ofMillis(20),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(7));

    private FaultModel() {}

    /// {@return the scenario with the faults of this seed}
    ///
    /// @param spare whether it has what it wants with one node fewer, too
    static Scenario draw(Scenario scenario, long seed, boolean spare) {
        var chance = Seeds.stream(seed, "explore", "which faults");
        var sorts = sorts(scenario, chance);
        int count = 1 + chance.nextInt(FAULTS_MAX);
        var method = new ArrayList<>(Workload.of(scenario.method()));
        var targets = new Targets(scenario);
        for (int i = 1; i <= count; i++) {
            var own = Seeds.stream(seed, "explore", "fault " + i);
            var sort = sorts.get(own.nextInt(sorts.size()));
            var at = Duration.ofMillis(own.nextLong(WINDOW.toMillis()));
            var length = shorter(LENGTHS.get(own.nextInt(LENGTHS.size())), END.minus(at));
            Fault fault = sort.draw(targets, length, own);
            method.add(Step.at(at, new Deed.Inject(fault)));
        }
        boolean lost = chance.nextInt(4) == 0;
        return with(scenario, method, lost && spare ? 1 : 0);
    }

    /// {@return the scenario without any faults}
    static Scenario calm(Scenario scenario, int keepDown) {
        return with(scenario, Workload.of(scenario.method()), keepDown);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<Sort> sorts(Scenario scenario, RandomGenerator chance) {
        var possible = new ArrayList<Sort>();
        for (var sort : Sort.values()) {
            if (sort != Sort.LEADER_LOSS || scenario.cluster().controlPlanes() > 1) {
                possible.add(sort);
            }
        }
        int kept = 1 + chance.nextInt(possible.size());
        while (possible.size() > kept) {
            possible.remove(chance.nextInt(possible.size()));
        }
        return possible;
    }

    /// What has to hold at other times than the end was meant for other faults.
    private static Scenario with(Scenario scenario, List<Step> method, int keepDown) {
        return new Scenario(
                scenario.name(),
                scenario.title(),
                "",
                scenario.cluster(),
                scenario.objects(),
                List.of(),
                scenario.steadyState(),
                method,
                List.of(),
                List.of(),
                scenario.invariants(),
                new Liveness(null, scenario.liveness().convergeWithin(), keepDown));
    }
}
