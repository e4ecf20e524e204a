package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.cluster.loop.Observation;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.queue.Queue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What must hold after any history: changes by others seen late, own writes that succeed, are
/// refused or whose answer is lost, and watches that begin anew.
final class AnyHistoryTest {
    private static final Key KEY = new Key("", "queue");

    private ClusterState state = ClusterState.EMPTY;
    private final Observation observation = new Observation();
    private final Scheduler scheduler = new Scheduler(Profile.DEFAULT);
    private Queue memory = Queue.EMPTY;
    private Time now = Samples.START;
    private int pods;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void plansDependOnViewAndMemoryAloneNothingIsOverfilledAndNobodyWaitsInVain(long seed) {
        var random = new SplittableRandom(seed);
        observe(random);
        for (int step = 0; step < 150; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                happen(random);
            }
            if (random.nextInt(3) > 0) {
                observe(random);
            }
            var plan = plan();
            carryOut(plan, random);
            if (random.nextInt(5) == 0) {
                settle();
            }
            now = now.plus(Duration.ofMillis(random.nextInt(4000)));
        }
        settle();
    }

    /// Plans with the scheduler that has seen it all, and with one that has seen nothing yet.
    private Plan<Queue> plan() {
        var view = observation.view();
        var plan = scheduler.reconcile(KEY, view, memory, now);
        var fresh = new Scheduler(Profile.DEFAULT);
        assertThat(plan).isEqualTo(fresh.reconcile(KEY, view, memory, now));
        var asked = scheduler.projection().nodes().guests().asked();
        assertThat(scheduler.projection().nodes().snapshot())
                .isEqualTo(fresh.projection().nodes().snapshot(asked));
        assertThat(scheduler.projection().pending().snapshot())
                .isEqualTo(fresh.projection().pending().snapshot());
        assertNothingOverfilled(view, plan);
        return plan;
    }

    /// Every pod that this plan binds fits beside all others, counted the slow way.
    private static void assertNothingOverfilled(View view, Plan<Queue> plan) {
        var shown = view;
        for (var action : plan.actions()) {
            if (action instanceof Action.Bind bind) {
                var pod = requireNonNull(shown.get(Pod.KIND, bind.ref().key()));
                var table = shown.table(Pod.KIND).with(Samples.on(bind.node(), pod), "", 1_000_000);
                shown = shown.with(table);
                var node = requireNonNull(shown.get(Node.KIND, "", bind.node()));
                assertThat(node.spec().unschedulable()).isFalse();
                for (String resource : List.of(Demand.CPU, Demand.MEMORY)) {
                    // A node that shrank may be overfilled already; it gets no more of it.
                    if (Demand.of(pod).amount(resource) == 0) {
                        continue;
                    }
                    long taken = 0;
                    for (var other : table.on(bind.node())) {
                        taken += other.finished() ? 0 : Demand.of(other).amount(resource);
                    }
                    var has = node.status().allocatable().get(resource);
                    assertThat(taken)
                            .isLessThanOrEqualTo(has == null ? 0 : Demand.count(resource, has));
                }
            }
        }
    }

    /// When all is seen and every back-off is over, whoever still waits fits nowhere: a scheduler
    /// that forgot everything finds no node for it either.
    private void settle() {
        observation.observe(state.table(Node.KIND));
        observation.observe(state.table(Pod.KIND));
        for (int quiet = 0; quiet < 2; ) {
            now = now.plus(Duration.ofSeconds(11));
            var plan = plan();
            boolean moved =
                    plan.actions().stream()
                            .anyMatch(each ->
                                    each instanceof Action.Bind || each instanceof Action.Delete);
            quiet = moved ? 0 : quiet + 1;
            memory = plan.memory();
            for (var action : plan.actions()) {
                var outcome = perform(action);
                observation.submitted(action);
                observation.answered(action, outcome);
                memory = scheduler.answered(memory, action, outcome);
            }
            observation.observe(state.table(Pod.KIND));
        }
        var forgetful = new Scheduler(Profile.DEFAULT);
        assertThat(forgetful.reconcile(KEY, observation.view(), Queue.EMPTY, now).actions())
                .noneMatch(Action.Bind.class::isInstance);
    }

    /// As the control loop does, with some answers that are not what was hoped for.
    private void carryOut(Plan<Queue> plan, SplittableRandom random) {
        int sent = plan.actions().size();
        if (random.nextInt(4) == 0) {
            sent = random.nextInt(sent + 1);
        }
        var actions = plan.actions().subList(0, sent);
        actions.forEach(observation::submitted);
        var answers = new ArrayList<Outcome>();
        boolean done = sent == plan.actions().size();
        for (var action : actions) {
            var outcome =
                    switch (random.nextInt(20)) {
                        case 0 -> new Outcome.Refused("Conflict", "no", List.of());
                        case 1 -> new Outcome.NotSent("busy");
                        case 2 -> new Outcome.Stale("old");
                        default -> perform(action);
                    };
            answers.add(outcome);
            observation.answered(action, outcome);
            done &= outcome instanceof Outcome.Accepted || action instanceof Action.Emit;
            if (random.nextInt(10) == 0) {
                observe(random);
            }
        }
        memory = done ? plan.memory() : memory;
        for (int i = 0; i < answers.size(); i++) {
            memory = scheduler.answered(memory, actions.get(i), answers.get(i));
        }
    }

    private Outcome perform(Action action) {
        var stored = state.get(action.ref());
        if (action instanceof Action.Emit emit) {
            return new Outcome.Accepted(state.revision(), emit.event(), false);
        }
        if (stored == null) {
            return new Outcome.Refused("NotFound", "gone", List.of());
        }
        if (action instanceof Action.Bind bind && stored instanceof Pod pod) {
            if (!pod.spec().nodeName().isEmpty() || !pod.meta().uid().equals(bind.uid())) {
                return new Outcome.Refused("Conflict", "bound already", List.of());
            }
            put(Samples.on(bind.node(), pod));
        } else if (action instanceof Action.UpdateStatus update) {
            if (stored.meta().resourceVersion() != update.object().meta().resourceVersion()) {
                return new Outcome.Stale("changed meanwhile");
            }
            put(stored.withStatusOf(update.object()));
        } else if (action instanceof Action.Delete) {
            delete(stored);
            return new Outcome.Accepted(state.revision(), stored, true);
        }
        return new Outcome.Accepted(
                state.revision(), requireNonNull(state.get(action.ref())), false);
    }

    private void observe(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            var nodes = Table.empty(Node.KIND);
            for (var node : state.table(Node.KIND).all()) {
                nodes = nodes.with(node, "", state.revision());
            }
            observation.observe(nodes.at(state.revision()));
        } else {
            observation.observe(state.table(Node.KIND));
        }
        observation.observe(state.table(Pod.KIND));
    }

    private void happen(SplittableRandom random) {
        var some = new ArrayList<>(state.table(Pod.KIND).all());
        var pod = some.isEmpty() ? null : some.get(random.nextInt(some.size()));
        int what = random.nextInt(10);
        if (what < 3) {
            put(node(random));
        } else if (what == 3) {
            var node = state.table(Node.KIND).get("", "node-" + random.nextInt(4));
            if (node != null) {
                delete(node);
            }
        } else if (what < 7 || pod == null) {
            put(pod("pod-" + pods++, random));
        } else if (what == 7) {
            delete(pod);
        } else if (what == 8) {
            put(Samples.ended(pod));
        } else {
            // A pod that is bound stays where it is, but may ask for another amount.
            var changed = pod(pod.meta().name(), random);
            String node = pod.spec().nodeName();
            put(node.isEmpty() ? changed : Samples.on(node, changed));
        }
    }

    private static Node node(SplittableRandom random) {
        return Samples.holding(
                plain(random), "a:" + random.nextInt(3), random.nextInt(1, 3) * 100_000_000L);
    }

    private static Node plain(SplittableRandom random) {
        return Samples.node(
                "node-" + random.nextInt(4),
                Integer.toString(random.nextInt(1, 5)),
                random.nextInt(1, 9) + (random.nextBoolean() ? "Gi" : "Gi', example.com/gpu: '1"),
                switch (random.nextInt(6)) {
                    case 0 -> "{unschedulable: true}";
                    case 1 -> "{taints: [{key: a, effect: NoSchedule}]}";
                    case 2 -> "{taints: [{key: b, value: c, effect: PreferNoSchedule}]}";
                    default -> "{}";
                },
                random.nextBoolean() ? "{disk: ssd}" : "{disk: hdd}");
    }

    private static final String SPREAD =
            "topologySpreadConstraints: [{maxSkew: 1, topologyKey: disk, whenUnsatisfiable: %s,"
                    + " labelSelector: {matchLabels: {app: '1'}}}]\n";
    private static final String NEAR =
            "affinity: {%s: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: disk,"
                    + " labelSelector: {matchLabels: {app: '%d'}}}]}}\n";
    private static final String PREFERRED =
            "affinity: {%s: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 10,"
                    + " podAffinityTerm: {topologyKey: disk, labelSelector: {matchLabels: {app:"
                    + " '%d'}}}}]}}\n";

    private static Pod pod(String name, SplittableRandom random) {
        var spec =
                new StringBuilder(
                        """
                        priority: %d
                        containers:
                        - {name: c, image: 'a:%d', ports: [{containerPort: 80, hostPort: %d}], resources: {requests: {cpu: %dm, memory: %dMi}}}
                        """
                                .formatted(
                                        random.nextInt(3),
                                        random.nextInt(4),
                                        random.nextInt(6) == 0 ? 80 : 0,
                                        random.nextInt(8) * 250,
                                        random.nextInt(8) * 512));
        if (random.nextInt(3) == 0) {
            spec.append("nodeSelector: {disk: ssd}\n");
        }
        if (random.nextInt(3) == 0) {
            spec.append("tolerations: [{key: a, operator: Exists}]\n");
        }
        if (random.nextInt(6) == 0) {
            spec.append("schedulingGates: [{name: a}]\n");
        }
        spec.append(
                switch (random.nextInt(12)) {
                    case 0 -> SPREAD.formatted("DoNotSchedule");
                    case 1 -> SPREAD.formatted("ScheduleAnyway");
                    case 2 -> NEAR.formatted("podAffinity", random.nextInt(2));
                    case 3 -> NEAR.formatted("podAntiAffinity", random.nextInt(2));
                    case 4 -> PREFERRED.formatted("podAffinity", random.nextInt(2));
                    case 5 -> PREFERRED.formatted("podAntiAffinity", random.nextInt(2));
                    default -> "";
                });
        if (random.nextInt(8) == 0) {
            spec.append("nodeName: node-" + random.nextInt(5) + "\n");
        }
        return Samples.labelled(
                Samples.pod(name, spec.toString()), "app", Integer.toString(random.nextInt(2)));
    }

    private void put(Resource object) {
        long revision = state.revision() + 1;
        var after = object.withMeta(object.meta().withResourceVersion(revision));
        state = state.apply(new Change(revision, state.get(object.ref()), after), "test");
    }

    private void delete(Resource object) {
        state =
                state.apply(
                        new Change(state.revision() + 1, state.get(object.ref()), null), "test");
    }
}
