package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Three control planes, of which one leads.
final class LeaderElectionTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String SCHEDULER = "kube-scheduler";
    private static final String MANAGER = "kube-controller-manager";

    /// 15 s, the longest jittered retry of 4.4 s, and the way there and back.
    private static final Duration TAKE_OVER = Duration.ofMillis(19_500);

    private final Pause pause = new Pause();
    private final TreeSet<String> paused = new TreeSet<>();
    private final TreeSet<String> ahead = new TreeSet<>();
    private final TreeSet<String> cut = new TreeSet<>();
    private boolean partsRunOn;
    private final TreeMap<String, Integer> accepted = new TreeMap<>();
    private final List<String> stale = new ArrayList<>();
    private final VirtualTank tank =
            new VirtualTank(
                    11,
                    Blueprint.of(
                                    3,
                                    Quantity.of("4"),
                                    Quantity.of("8Gi"),
                                    Blueprint.VIRTUAL_CROSSING)
                            .withControlPlanes(3),
                    new Ports(
                            this::world,
                            (name, _, api) -> new Line(name, api),
                            Ports.Decorator.none(),
                            Ports.Decorator.none()),
                    Trace.NONE);

    private World world(String name, World own, World world) {
        World late = new SkewedWorld(world, () -> Duration.ofHours(ahead.contains(name) ? 1 : 0));
        if (!paused.contains(name)) {
            return late;
        }
        World pausable = new PausableWorld(late, pause);
        return partsRunOn ? new StuckWorld(pausable, late) : pausable;
    }

    /// A session that may be cut off one way: what is sent arrives, answers and notices do not.
    private final class Line implements Api {
        private final String name;
        private final Api api;

        Line(String name, Api api) {
            this.name = name;
            this.api = api;
        }

        private boolean isCut() {
            return cut.contains(name.split("/", 2)[0]);
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(
                    query,
                    notice -> {
                        if (!isCut()) {
                            sink.accept(notice);
                        }
                    });
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            api.submit(
                    action,
                    outcome -> {
                        if (outcome instanceof Outcome.Accepted) {
                            accepted.merge(name.split("/", 2)[0], 1, Integer::sum);
                        } else if (outcome instanceof Outcome.Stale(var why)) {
                            stale.add(name + ": " + why);
                        }
                        if (!isCut()) {
                            then.accept(outcome);
                        }
                    });
        }

        @Override
        public void explain(List<Reason> reasons) {
            api.explain(reasons);
        }

        @Override
        public void close() {
            api.close();
        }
    }

    private LeaseSpec lease(String name) {
        var lease = tank.state().table(Lease.KIND).get("kube-system", name);
        return Objects.requireNonNull(lease, name).spec();
    }

    private static String holder(ClusterState state, String lease) {
        var found = state.table(Lease.KIND).get("kube-system", lease);
        String identity = found == null ? null : found.spec().holderIdentity();
        return identity == null ? "" : identity;
    }

    /// The component that holds the lease.
    private String leader(String lease) {
        return holder(tank.state(), lease).split("_", 2)[0];
    }

    private void deployed() {
        tank.apply(Web.manifests(6, 1));
        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
    }

    private void taken(String lease, String from, Duration within) {
        assertThat(
                        tank.runUntil(
                                state -> {
                                    String now = holder(state, lease);
                                    return !now.isEmpty() && !now.equals(from);
                                },
                                within))
                .as("%s is taken from %s", lease, from)
                .isTrue();
    }

    private List<String> became(String lease) {
        var told = new ArrayList<String>();
        for (Event event : tank.state().table(Event.KIND).all()) {
            if (event.reason().equals("LeaderElection")
                    && event.involvedObject().name().equals(lease)) {
                told.add(event.message());
            }
        }
        return told;
    }

    @Test
    void eachInstanceIsAComponentAndOneOfEachKindLeads() {
        assertThat(tank.tank().components())
                .containsExactly(
                        "controller-manager-1",
                        "controller-manager-2",
                        "controller-manager-3",
                        "kubelet-node-1",
                        "kubelet-node-2",
                        "kubelet-node-3",
                        "scheduler-1",
                        "scheduler-2",
                        "scheduler-3");
        deployed();

        assertThat(leader(SCHEDULER)).startsWith("scheduler-");
        assertThat(leader(MANAGER)).startsWith("controller-manager-");
        assertThat(became(SCHEDULER))
                .containsExactly(lease(SCHEDULER).holderIdentity() + " became leader");
        assertThat(lease(SCHEDULER).leaseTransitions()).isZero();
        assertThat(accepted.keySet()).filteredOn(name -> !name.startsWith("kubelet")).hasSize(2);
        assertThat(stale).isEmpty();
    }

    @TestFactory
    List<DynamicTest> theLeadersMayCrashAtAnyMomentOfARollout() {
        var tests = new ArrayList<DynamicTest>();
        for (int milliseconds : List.of(1, 3, 11, 60, 350, 1100, 3000)) {
            tests.add(
                    DynamicTest.dynamicTest(
                            "after " + milliseconds + " ms",
                            () -> new LeaderElectionTest().leadersCrash(milliseconds)));
        }
        return tests;
    }

    private void leadersCrash(int milliseconds) {
        deployed();
        tank.run(Duration.ofMinutes(1));
        tank.apply(Web.manifests(8, 2));
        tank.run(Duration.ofMillis(milliseconds));
        String scheduler = holder(tank.state(), SCHEDULER);
        String manager = holder(tank.state(), MANAGER);
        String crashed = leader(MANAGER);

        tank.tank().crashComponent(leader(SCHEDULER));
        tank.tank().crashComponent(crashed);

        var age = tank.age();
        taken(SCHEDULER, scheduler, TAKE_OVER);
        taken(MANAGER, manager, TAKE_OVER.minus(tank.age().minus(age)));
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(3))).isTrue();
        assertThat(lease(MANAGER).leaseTransitions()).isEqualTo(1);

        String leads = holder(tank.state(), MANAGER);
        tank.tank().startComponent(crashed);
        tank.run(Duration.ofMinutes(5));
        assertThat(holder(tank.state(), MANAGER)).isEqualTo(leads);
        assertThat(Web.runs(tank.state(), 8, 2)).isTrue();
    }

    @Test
    void aLeaderThatStopsInOrderHandsOverAtOnce() {
        deployed();
        tank.run(Duration.ofSeconds(10));
        String before = holder(tank.state(), MANAGER);
        String stopped = leader(MANAGER);

        tank.tank().stopComponent(stopped);

        taken(MANAGER, before, Duration.ofMillis(20));
        assertThat(tank.tank().alive(stopped)).isFalse();
        assertThat(became(MANAGER)).contains(before + " stopped leading");
        tank.tank().startComponent(stopped);
        tank.apply(Web.manifests(8, 2));
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void aLeaderThatWasPausedForLongerThanItsLeaseDoesNothingMoreWhenItGoesOn() {
        String leads = pausable();
        String before = holder(tank.state(), SCHEDULER);

        pause.begin();
        tank.apply(Web.manifests(8, 1));
        taken(SCHEDULER, before, TAKE_OVER);
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 1), SOON)).isTrue();
        int acted = accepted.getOrDefault(leads, 0);
        pause.end();
        tank.run(Duration.ofSeconds(1));

        // It says that it stopped to lead, and nothing else.
        assertThat(accepted.getOrDefault(leads, 0)).isLessThanOrEqualTo(acted + 1);
        assertThat(became(SCHEDULER)).contains(before + " stopped leading");
        String now = holder(tank.state(), SCHEDULER);
        tank.run(Duration.ofMinutes(2));
        assertThat(holder(tank.state(), SCHEDULER)).isEqualTo(now);
        assertThat(Web.runs(tank.state(), 8, 1)).isTrue();
    }

    /// Which scheduler leads is known from another run of the same seed.
    private String pausable() {
        var other = new LeaderElectionTest();
        other.deployed();
        String leads = other.leader(SCHEDULER);
        paused.add(leads);
        deployed();
        assertThat(leader(SCHEDULER)).isEqualTo(leads);
        return leads;
    }

    @Test
    void whatALeaderAsksForThatLostItsLeaseWithoutNoticingIsRefused() {
        partsRunOn = true;
        String leads = pausable();
        String before = holder(tank.state(), SCHEDULER);

        pause.begin();
        taken(SCHEDULER, before, TAKE_OVER);
        int acted = accepted.getOrDefault(leads, 0);
        tank.apply(Web.manifests(8, 1));
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 1), SOON)).isTrue();

        assertThat(accepted.getOrDefault(leads, 0)).isEqualTo(acted);
        assertThat(stale)
                .anyMatch(line ->
                        line.startsWith(leads + "/scheduler: ")
                                && line.endsWith("is not held by " + before));
    }

    @Test
    void aLeaderThatHearsNothingAnyMoreStopsBeforeAnotherLeads() {
        deployed();
        String before = holder(tank.state(), MANAGER);
        String old = leader(MANAGER);

        cut.add(old);
        tank.apply(Web.manifests(8, 2));
        taken(MANAGER, before, Duration.ofSeconds(40));
        int acted = accepted.getOrDefault(old, 0);
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(2))).isTrue();

        assertThat(accepted.getOrDefault(old, 0)).isEqualTo(acted);
        cut.clear();
        tank.tank().crashComponent(old);
        tank.tank().startComponent(old);
        tank.run(Duration.ofMinutes(1));
        assertThat(Web.runs(tank.state(), 8, 2)).isTrue();
    }

    @Test
    void aLostAnswerToARenewalCostsNoLeadership() {
        deployed();
        String before = holder(tank.state(), SCHEDULER);
        for (int i = 0; i < 5; i++) {
            cut.add(leader(SCHEDULER));
            tank.run(Duration.ofMillis(2100));
            cut.clear();
            tank.run(Duration.ofSeconds(30));
        }

        assertThat(holder(tank.state(), SCHEDULER)).isEqualTo(before);
        assertThat(lease(SCHEDULER).leaseTransitions()).isZero();
    }

    @Test
    void wrongWallClocksMoveNoLease() {
        ahead.addAll(List.of("scheduler-2", "controller-manager-1"));
        deployed();
        String scheduler = holder(tank.state(), SCHEDULER);
        String manager = holder(tank.state(), MANAGER);
        tank.run(Duration.ofMinutes(3));
        ahead.addAll(List.of("scheduler-1", "controller-manager-3"));
        ahead.remove("scheduler-2");
        tank.run(Duration.ofMinutes(3));

        assertThat(holder(tank.state(), SCHEDULER)).isEqualTo(scheduler);
        assertThat(holder(tank.state(), MANAGER)).isEqualTo(manager);
        tank.tank().crashComponent(leader(SCHEDULER));
        taken(SCHEDULER, scheduler, TAKE_OVER);
    }

    @Test
    void aShortRestartOfTheApiServerMovesNoLeaseAndALongOneLeavesOneLeader() {
        deployed();
        String before = holder(tank.state(), MANAGER);
        tank.tank().crashServer();
        tank.run(Duration.ofSeconds(4));
        tank.tank().startServer();
        tank.run(Duration.ofSeconds(40));
        assertThat(holder(tank.state(), MANAGER)).isEqualTo(before);

        tank.tank().crashServer();
        tank.run(Duration.ofMinutes(2));
        tank.tank().startServer();
        taken(MANAGER, before, TAKE_OVER);
        tank.apply(Web.manifests(8, 2));

        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(2))).isTrue();
        String now = holder(tank.state(), MANAGER);
        tank.run(Duration.ofMinutes(5));
        assertThat(holder(tank.state(), MANAGER)).isEqualTo(now);
    }
}
