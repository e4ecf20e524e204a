package dev.wavetank.scenarios.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.scenarios.injection.Injection;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Random faults on a cluster that is inspected all the time.
final class ChaosTest {
    private static final List<String> COMPONENTS =
            List.of(
                    "scheduler",
                    "replicaset-controller",
                    "deployment-controller",
                    "endpointslice-controller",
                    "garbage-collector",
                    "node-controller",
                    "kubelet-node-1",
                    "*");

    private static Fault any(RandomGenerator chance) {
        var duration = Duration.ofSeconds(1 + chance.nextInt(90));
        String percent = chance.nextBoolean() ? "100" : "40";
        return switch (chance.nextInt(5)) {
            case 0, 1 -> {
                var actions = NodeChaos.Action.values();
                yield new NodeChaos(
                        actions[chance.nextInt(actions.length)],
                        Mode.ONE,
                        "",
                        new NodeSelector(List.of(), new TreeMap<>()),
                        null,
                        percent,
                        Duration.ofSeconds(chance.nextInt(-60, 60)),
                        Duration.ofSeconds(5),
                        NetworkChaos.Direction.BOTH,
                        duration);
            }
            case 2 ->
                    new PodChaos(
                            chance.nextBoolean()
                                    ? PodChaos.Action.POD_KILL
                                    : PodChaos.Action.CONTAINER_KILL,
                            Mode.FIXED_PERCENT,
                            "50",
                            new PodSelector(
                                    List.of(),
                                    new TreeMap<>(),
                                    List.of(),
                                    new TreeMap<>(),
                                    new TreeMap<>(),
                                    List.of(),
                                    List.of(),
                                    new TreeMap<>(),
                                    new TreeMap<>()),
                            List.of(),
                            chance.nextBoolean() ? 0 : 30,
                            null);
            default -> {
                var actions = ControlPlaneChaos.Action.values();
                yield new ControlPlaneChaos(
                        actions[chance.nextInt(actions.length)],
                        List.of(COMPONENTS.get(chance.nextInt(COMPONENTS.size()))),
                        Duration.ofMillis(1 + chance.nextInt(20_000)),
                        Duration.ofMillis(500),
                        percent,
                        List.of(),
                        null,
                        1 + chance.nextInt(8),
                        NetworkChaos.Direction.BOTH,
                        duration);
            }
        };
    }

    private static Rig chaos(long seed, int controlPlanes, List<String> disagreements) {
        var rig = new Rig(seed, 5, controlPlanes);
        rig.run("40S");
        rig.tank.apply(Rig.WEB);
        rig.run("20S");
        var chance = rig.tank.world().child("test").chance("chaos");
        var active = new ArrayList<Injection>();
        for (int i = 0; i < 25; i++) {
            active.add(rig.begin(any(chance)));
            for (int j = 0; j < 4; j++) {
                rig.run(chance.nextInt(1, 12) + "S");
                disagreements.addAll(rig.inspector.disagreements(rig.sight()));
            }
            switch (chance.nextInt(4)) {
                case 0 -> rig.scale(1 + chance.nextInt(30));
                case 1 -> rig.release("web:" + i);
                case 2 -> active.remove(chance.nextInt(active.size())).end();
                default -> {}
            }
        }
        active.forEach(Injection::end);
        for (int j = 0; j < 30; j++) {
            rig.run("30S");
            disagreements.addAll(rig.inspector.disagreements(rig.sight()));
        }
        return rig;
    }

    @Test
    void askingAboutWhatWasTouchedFindsWhatAskingAboutEverythingDoes() {
        var disagreements = new ArrayList<String>();
        for (long seed = 1; seed <= 3; seed++) {
            chaos(seed, 1 + (int) seed % 2, disagreements);
            assertThat(disagreements).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void aSoundClusterBreaksNoInvariantWhateverGoesWrong() {
        for (long seed = 101; seed <= 104; seed++) {
            var rig = chaos(seed, 1 + (int) seed % 2, new ArrayList<>());
            assertThat(rig.inspector.violations()).as("seed " + seed).isEmpty();
        }
    }
}
