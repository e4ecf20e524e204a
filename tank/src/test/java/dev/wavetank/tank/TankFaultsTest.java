package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.Listeners;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The seams of a tank through which faults reach it.
final class TankFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Pause pause = new Pause();

    private VirtualTank tank(Ports ports) {
        return new VirtualTank(
                7,
                Blueprint.of(2, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                ports,
                Trace.NONE);
    }

    private VirtualTank deployed(Ports ports) {
        var tank = tank(ports);
        tank.apply(Web.manifests(4, 1));
        assertThat(tank.runUntil(state -> Web.runs(state, 4, 1), SOON)).isTrue();
        return tank;
    }

    private static Ports pausing(String component, Pause pause) {
        return new Ports(
                (name, _, world) ->
                        name.equals(component) ? new PausableWorld(world, pause) : world,
                Ports.Decorator.none(),
                Ports.Decorator.none(),
                Ports.Decorator.none());
    }

    private static Pod anyOn(VirtualTank tank, String node) {
        return tank.state().table(Pod.KIND).on(node).getFirst();
    }

    private static long unbound(ClusterState state) {
        return state.table(Pod.KIND).all().stream()
                .filter(pod -> pod.spec().nodeName().isEmpty())
                .count();
    }

    private static int restarts(ClusterState state, Pod of) {
        return state.table(Pod.KIND).on(of.spec().nodeName()).stream()
                .filter(pod -> pod.meta().uid().equals(of.meta().uid()))
                .mapToInt(pod -> pod.status().containerStatuses().getFirst().restartCount())
                .sum();
    }

    @Test
    void anObserverHearsTheWholeHistoryOverAllLivesOfTheApiServer() {
        var heard = new TreeMap<Ref, Resource>();
        var silent = new AtomicBoolean();
        var tank = tank(journalThatIsSilent(silent));
        tank.tank()
                .observe(commit -> {
                    for (var change : commit.changes()) {
                        Resource after = change.after();
                        if (after == null) {
                            heard.remove(change.ref());
                        } else {
                            heard.put(change.ref(), after);
                        }
                    }
                });
        tank.apply(Web.manifests(4, 1));
        for (int life = 0; life < 30; life++) {
            tank.run(Duration.ofMillis(20 + life));
            silent.set(true);
            tank.run(Duration.ofMillis(5));
            tank.tank().crashServer();
            silent.set(false);
            tank.run(Duration.ofMillis(50));
            tank.tank().startServer();
        }
        tank.run(SOON);

        var there = new TreeMap<Ref, Resource>();
        for (var kind : tank.state().kinds()) {
            tank.state().table(kind).all().forEach(object -> there.put(object.ref(), object));
        }
        assertThat(heard).isEqualTo(there);
    }

    /// What it appends while it is silent is stored, and the server never learns it.
    private static Ports journalThatIsSilent(AtomicBoolean silent) {
        return new Ports(
                Ports.Decorator.none(),
                Ports.Decorator.none(),
                Ports.Decorator.none(),
                (_, _, journal) ->
                        new Journal() {
                            @Override
                            public Stored load() {
                                return journal.load();
                            }

                            @Override
                            public void append(Batch batch, Consumer<Result> then) {
                                journal.append(batch, silent.get() ? _ -> {} : then);
                            }
                        });
    }

    @Test
    void aRebootWithItsContainersRestartsNothing() {
        var tank = deployed(Ports.PLAIN);
        var pod = anyOn(tank, "node-1");

        tank.tank().reboot("node-1", true);
        tank.run(SOON);

        assertThat(tank.tank().powered("node-1")).isTrue();
        assertThat(restarts(tank.state(), pod)).isZero();
        assertThat(Web.runs(tank.state(), 4, 1)).isTrue();
    }

    @Test
    void aRebootWithoutItsContainersRestartsThemOnce() {
        var tank = deployed(Ports.PLAIN);
        var pod = anyOn(tank, "node-1");

        tank.tank().reboot("node-1", false);
        tank.run(SOON);

        assertThat(restarts(tank.state(), pod)).isEqualTo(1);
        assertThat(Web.runs(tank.state(), 4, 1)).isTrue();
    }

    @Test
    void aContainerThatIsMadeToCrashIsRestarted() {
        var tank = deployed(Ports.PLAIN);
        var pod = anyOn(tank, "node-2");
        var containers = tank.tank().containers("node-2");
        assertThat(containers.observed().pods()).containsKey(pod.meta().uid());

        containers.end(new ContainerId(pod.meta().uid(), "web", 0), 137, "OOMKilled");

        assertThat(tank.runUntil(state -> restarts(state, pod) == 1, Duration.ofSeconds(30)))
                .isTrue();
    }

    @Test
    void aPausedSchedulerBindsNothingUntilItGoesOn() {
        var tank = deployed(pausing("scheduler", pause));

        pause.begin();
        tank.apply(Web.manifests(6, 1));
        tank.run(SOON);
        assertThat(unbound(tank.state())).isEqualTo(2);

        pause.end();
        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
    }

    @Test
    void aSchedulerThatRestartsDuringItsPauseWaitsToo() {
        var tank = deployed(pausing("scheduler", pause));
        pause.begin();
        tank.tank().crashComponent("scheduler");
        tank.tank().startComponent("scheduler");
        tank.apply(Web.manifests(6, 1));
        tank.run(SOON);
        assertThat(unbound(tank.state())).isEqualTo(2);

        pause.end();
        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
    }

    @Test
    void whatLivesOnANodeGoesWithItsPowerAndStaysWhenOnlyTheAgentStartsAnew() {
        var tank = deployed(Ports.PLAIN);
        var told = new ArrayList<String>();
        tank.tank()
                .install(
                        "node-1",
                        new Resident() {
                            @Override
                            public String name() {
                                return "proxy-1";
                            }

                            @Override
                            public void start(World world, Api api) {
                                told.add("starts");
                                api.watch(Query.all(Pod.KIND), _ -> told.add("sees"));
                            }

                            @Override
                            public void powerLost() {
                                told.add("power lost");
                            }
                        });
        tank.run(Duration.ofSeconds(1));
        tank.tank().reboot("node-1", true);
        tank.run(Duration.ofSeconds(1));
        assertThat(told).startsWith("starts", "sees").doesNotContain("power lost");
        assertThat(told).containsOnlyOnce("starts");

        told.clear();
        tank.tank().powerOff("node-1");
        tank.run(SOON);
        assertThat(told).containsExactly("power lost");
        assertThat(tank.tank().alive("proxy-1")).isFalse();

        tank.tank().powerOn("node-1");
        tank.run(Duration.ofMillis(10));
        assertThat(told).startsWith("power lost", "starts", "sees");
    }

    @Test
    void aPodTakesConnectionsWhileItsNodeHasPower() {
        var tank = deployed(Ports.PLAIN);
        String uid = anyOn(tank, "node-1").meta().uid();
        var listeners = tank.tank().listeners("node-1");

        assertThat(listeners.connect(uid, 80)).isEqualTo(Listeners.Answer.SERVED);
        tank.tank().powerOff("node-1");
        tank.run(Duration.ofMillis(1));
        assertThat(listeners.connect(uid, 80)).isEqualTo(Listeners.Answer.SILENT);
    }
}
