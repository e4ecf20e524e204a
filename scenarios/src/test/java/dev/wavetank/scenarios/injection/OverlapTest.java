package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.TraceHash;
import dev.wavetank.tank.VirtualTank;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Faults of all kinds at the same time, on the same targets.
final class OverlapTest {
    private static final List<String> COMPONENTS =
            List.of("scheduler", "replicaset-controller", "deployment-controller", "kubelet-*");

    private static final String WEB = "/apis/apps/v1/namespaces/default/deployments/web";

    private static Json.Obj replicas(int number) {
        return Json.Obj.of("spec", Json.Obj.of("replicas", Json.Num.of(number)));
    }

    private static Fault any(RandomGenerator chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> {
                var actions = NodeChaos.Action.values();
                yield Play.node(
                        actions[chance.nextInt(actions.length)],
                        "node-" + (1 + chance.nextInt(2)),
                        Duration.ofSeconds(chance.nextInt(-40, 40)),
                        Duration.ofSeconds(5),
                        "50");
            }
            case 1 ->
                    Play.pod(
                            chance.nextBoolean()
                                    ? PodChaos.Action.POD_KILL
                                    : PodChaos.Action.CONTAINER_KILL,
                            Mode.FIXED_PERCENT,
                            "40",
                            Play.app("web"));
            default -> {
                var actions = ControlPlaneChaos.Action.values();
                var fault =
                        Play.control(
                                actions[chance.nextInt(actions.length)],
                                COMPONENTS.get(chance.nextInt(COMPONENTS.size())));
                yield Play.with(
                        Play.late(fault, chance.nextInt(40) + "s", "0.5s"),
                        null,
                        1 + chance.nextInt(5),
                        fault.direction(),
                        null);
            }
        };
    }

    private static Play chaos(long seed) {
        var play = Play.deployed(seed, 6);
        var chance = play.world.chance("chaos");
        var active = new ArrayList<Injection>();
        for (int i = 0; i < 30; i++) {
            active.add(play.begin(any(chance)));
            play.run(chance.nextInt(1, 20) + "s");
            if (chance.nextBoolean()) {
                active.remove(chance.nextInt(active.size())).end();
            }
            // Refused while the server is down or its journal fails.
            play.tank.request("PATCH", WEB, replicas(6 + chance.nextInt(4)));
        }
        active.forEach(Injection::end);
        return play;
    }

    @Test
    void whateverOverlapsIsTakenBackWholly() {
        for (long seed = 1; seed <= 8; seed++) {
            var play = chaos(seed);
            assertThat(play.refusals).allMatch(why -> why.startsWith("leader-loss"));
            play.run("10s");
            play.scale(6);
            play.recovers(6);
        }
    }

    @Test
    void theSameSeedLivesTheSameFaults() {
        assertThat(chaos(3).hash.hex()).isEqualTo(chaos(3).hash.hex());
    }

    @Test
    void whoMakesNoFaultsChangesNothing() {
        assertThat(lived(new Injector(), true)).isEqualTo(lived(new Injector(), false));
    }

    private static String lived(Injector injector, boolean through) {
        var hash = new TraceHash();
        var tank =
                new VirtualTank(
                        7,
                        Blueprint.of(
                                3,
                                Quantity.of("4"),
                                Quantity.of("8Gi"),
                                Blueprint.VIRTUAL_CROSSING),
                        through ? injector.ports() : Ports.PLAIN,
                        hash);
        if (through) {
            injector.attach(tank.tank(), tank.world().child("scenario"));
        }
        tank.apply(Play.web(5));
        tank.run(Duration.ofMinutes(10));
        return hash.hex();
    }
}
