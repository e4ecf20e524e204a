package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.Result;
import dev.wavetank.node.simulated.SimulatedRuntime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

class NodeAgentFaultsTest {
    private static final String WEB = NodeAgentTest.WEB;

    /// Notes each start and may lose what the runtime tells.
    private static final class Spy implements ContainerRuntime {
        final ContainerRuntime inner;
        static final List<ContainerId> STARTS = new ArrayList<>();
        static int lose;

        Spy(ContainerRuntime inner) {
            this.inner = inner;
        }

        @Override
        public void observe(Consumer<Observed> sink) {
            inner.observe(seen -> {
                if (lose > 0) {
                    lose--;
                } else {
                    sink.accept(seen);
                }
            });
        }

        @Override
        public void perform(Command command, Consumer<Result> then) {
            if (command instanceof Command.Start start) {
                STARTS.add(start.id());
            }
            inner.perform(command, then);
        }
    }

    private final Bench bench = bench();

    private static Bench bench() {
        Spy.STARTS.clear();
        Spy.lose = 0;
        return new Bench(Spy::new);
    }

    private int restarts(String name) {
        return bench.pod(name).status().containerStatuses().getFirst().restartCount();
    }

    @Test
    void containersLiveOnWhenTheirAgentCrashesAtAnyMoment() {
        for (int ms = 0; ms < 900; ms += 7) {
            var each = new Bench(Spy::new);
            Spy.STARTS.clear();
            each.create("web", WEB);
            each.run(Duration.ofMillis(ms));
            each.crashAgent();
            each.run(Duration.ofMillis(50));
            each.restartAgent();
            each.runSeconds(4);
            var pod = each.pod("web");
            assertThat(pod.ready()).as("crash after %s ms", ms).isTrue();
            assertThat(pod.status().containerStatuses().getFirst().restartCount())
                    .as("crash after %s ms", ms)
                    .isZero();
            assertThat(new TreeSet<>(Spy.STARTS.stream().map(ContainerId::attempt).toList()))
                    .containsExactly(0);
        }
    }

    @Test
    void restartCountsSurviveTheAgentAndThePowerLossCountsOnce() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        bench.crashAgent();
        bench.machine.powerOff();
        bench.runSeconds(20);
        bench.restartAgent();
        bench.runSeconds(3);
        assertThat(restarts("web")).isEqualTo(1);
        assertThat(bench.pod("web").ready()).isTrue();
        assertThat(bench.told("web"))
                .contains(
                        "Normal SandboxChanged Pod sandbox changed, it will be killed and"
                                + " re-created.");
        bench.crashAgent();
        bench.restartAgent();
        bench.runSeconds(3);
        assertThat(restarts("web")).isEqualTo(1);
    }

    @Test
    void aNewProcessRestoresContainersFromWhatWasReported() {
        bench.create("web", "wavetank.dev/run-for: 100s, wavetank.dev/exit-code: '1'", WEB);
        bench.runSeconds(120);
        assertThat(restarts("web")).isEqualTo(1);
        var pod = bench.pod("web");
        bench.crashAgent();
        var machine = new SimulatedRuntime(bench.world.child("machine-2"), "10.244.1.0/24");
        machine.restore(List.of(pod));
        var agent = bench.world.child("agent");
        var unused = new NodeAgent(Bench.profile(), agent, bench.cluster.session(agent), machine);
        assertThat(unused).isNotNull();
        bench.runSeconds(30);
        assertThat(bench.pod("web").status()).isEqualTo(pod.status());
        bench.runSeconds(60);
        assertThat(restarts("web")).isEqualTo(2);
    }

    @Test
    void aReadyPodStaysReadyWhenAllIsRestoredThoughNothingWasProbedYet() {
        bench.create(
                "web",
                """
                containers:
                - name: web
                  image: a:1
                  readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 600}
                """);
        bench.runSeconds(700);
        var pod = bench.pod("web");
        assertThat(pod.ready()).isTrue();
        bench.crashAgent();
        var machine = new SimulatedRuntime(bench.world.child("machine-2"), "10.244.1.0/24");
        machine.restore(List.of(pod));
        var agent = bench.world.child("agent");
        var unused = new NodeAgent(Bench.profile(), agent, bench.cluster.session(agent), machine);
        assertThat(unused).isNotNull();
        int writes = bench.cluster.writes.size();
        bench.runSeconds(60);
        assertThat(bench.cluster.writes).hasSize(writes);
    }

    @Test
    void whatHappenedWhileTheWatchWasLostIsMadeGood() {
        bench.create("old", WEB);
        bench.runSeconds(2);
        bench.cluster.deaf = true;
        bench.create("web", WEB);
        bench.delete("old");
        bench.runSeconds(5);
        assertThat(bench.pod("web").status().phase()).isEmpty();
        bench.cluster.deaf = false;
        bench.cluster.loseWatches();
        bench.runSeconds(5);
        assertThat(bench.pod("web").ready()).isTrue();
        assertThat(bench.cluster.pod("old")).isNull();
    }

    @Test
    void aPodForcedOutOfTheApiIsEndedAndRemoved() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        bench.cluster.take(Action.Delete.now(bench.pod("web")));
        bench.runSeconds(2);
        var left = new ArrayList<Observed>();
        bench.machine.observe(left::add);
        bench.run(Duration.ofMillis(1));
        assertThat(left.getLast().pods()).isEmpty();
    }

    @Test
    void whatIsLeftOfAPodThatWentWhileNoAgentLookedIsSweptAway() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        bench.crashAgent();
        bench.cluster.take(Action.Delete.now(bench.pod("web")));
        bench.runSeconds(2);
        bench.restartAgent();
        bench.runSeconds(2);
        var left = new ArrayList<Observed>();
        bench.machine.observe(left::add);
        bench.run(Duration.ofMillis(1));
        assertThat(left.getLast().pods()).isEmpty();
    }

    @Test
    void writesThatAreNotSentAreTriedAgain() {
        bench.create("web", WEB);
        bench.cluster.refuseToSend = 20;
        bench.runSeconds(30);
        assertThat(bench.pod("web").ready()).isTrue();
    }

    @Test
    void aLostExitIsNoticedASecondLater() {
        bench.create("web", "wavetank.dev/run-for: 10s, wavetank.dev/exit-code: '1'", WEB);
        bench.runSeconds(9);
        Spy.lose = 1;
        bench.runSeconds(3);
        assertThat(Spy.lose).isZero();
        assertThat(restarts("web")).isEqualTo(1);
    }

    @Test
    void aPodPastItsActiveDeadlineFails() {
        bench.create("web", "activeDeadlineSeconds: 5\n" + WEB);
        bench.runSeconds(7);
        assertThat(bench.pod("web").status().phase()).isEqualTo("Failed");
        assertThat(bench.pod("web").status().reason()).isEqualTo("DeadlineExceeded");
    }

    @Test
    void anIdleNodeCostsOnlyItsLeaseRenewals() {
        bench.create("web", WEB);
        bench.runSeconds(10);
        long turns = 0;
        var end = bench.world.now().plus(Duration.ofSeconds(100));
        for (var next = bench.world.next();
                next != null && next.before(end);
                next = bench.world.next()) {
            bench.world.step();
            turns++;
        }
        // A renewal is its timer, the request and the outcome.
        assertThat(turns).isLessThanOrEqualTo(3 * 11);
    }
}
