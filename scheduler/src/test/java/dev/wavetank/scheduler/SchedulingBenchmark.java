package dev.wavetank.scheduler;

import dev.wavetank.cluster.loop.Observation;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.queue.Queue;

import java.time.Duration;
import java.util.Locale;

/// How many pods a second the scheduler places, without a server: a plan, its answers and the
/// changes they make are counted in, network and journal are not.
///
/// Workloads are named as in upstream's scheduler_perf. Run by hand: `java -cp <main, test and
/// dependencies> dev.wavetank.scheduler.SchedulingBenchmark [nodes initPods measurePods]`.
final class SchedulingBenchmark {
    private ClusterState state = ClusterState.EMPTY;
    private final Observation observation = new Observation();
    private final Scheduler scheduler = new Scheduler(Profile.DEFAULT);
    private Queue memory = scheduler.start();
    private long planNanos;

    /// Measures one workload three times, the first to warm up.
    public static void main(String[] arguments) {
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
        int first = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        int measured = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10000;
        System.out.printf(
                Locale.ROOT,
                "SchedulingBasic_%d_%d_%d; %d cores, %d MB heap, Java %s, %s %s%n",
                nodes,
                first,
                measured,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        for (int run = 0; run < 4; run++) {
            var benchmark = new SchedulingBenchmark();
            for (int i = 0; i < nodes; i++) {
                benchmark.put(Samples.node("node-" + i, "4", "32Gi"));
            }
            benchmark.create("init-", first);
            benchmark.place(first);
            benchmark.create("measured-", measured);
            benchmark.planNanos = 0;
            long begin = System.nanoTime();
            benchmark.place(measured);
            long whole = System.nanoTime() - begin;
            System.out.printf(
                    Locale.ROOT,
                    "run %d: %.0f pods/s in plans alone, %.0f pods/s with view and state%n",
                    run,
                    measured * 1e9 / benchmark.planNanos,
                    measured * 1e9 / whole);
            System.out.printf(
                    Locale.ROOT,
                    "run %d: %.0f us for a pod that fits nowhere%n",
                    run,
                    benchmark.fail(200) / 1e3);
        }
    }

    /// {@return the nanoseconds of an attempt that finds no node}
    private double fail(int count) {
        for (int i = 0; i < count; i++) {
            put(Samples.asking("failing-" + i, "3950m", "500Mi"));
        }
        observe();
        var now = new Time(Samples.START.wall(), 0);
        long begin = System.nanoTime();
        var plan = scheduler.reconcile(new Key("", "queue"), observation.view(), memory, now);
        long nanos = System.nanoTime() - begin;
        if (plan.actions().stream().anyMatch(Action.Bind.class::isInstance)) {
            throw new IllegalStateException("a pod fits that should not");
        }
        return (double) nanos / count;
    }

    private void put(Resource object) {
        long revision = state.revision() + 1;
        var after = object.withMeta(object.meta().withResourceVersion(revision));
        state = state.apply(new Change(revision, state.get(object.ref()), after), "benchmark");
    }

    private void create(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            // The pod of scheduler_perf's basic workload: 100m CPU, 500Mi memory.
            put(Samples.asking(prefix + i, "100m", "500Mi"));
        }
    }

    private void place(int count) {
        observe();
        var key = new Key("", "queue");
        int placed = 0;
        while (placed < count) {
            long begin = System.nanoTime();
            var plan =
                    scheduler.reconcile(
                            key,
                            observation.view(),
                            memory,
                            new Time(
                                    Samples.START.wall().plus(Duration.ofMillis(placed)),
                                    placed * 1_000_000L));
            planNanos += System.nanoTime() - begin;
            memory = plan.memory();
            for (var action : plan.actions()) {
                observation.submitted(action);
            }
            for (var action : plan.actions()) {
                if (action instanceof Action.Bind bind) {
                    var pod = state.table(Pod.KIND).get(bind.ref().key());
                    if (pod == null) {
                        throw new IllegalStateException(bind + " has no pod");
                    }
                    put(pod.withSpec(pod.spec().withNodeName(bind.node())));
                    var bound = state.get(bind.ref());
                    if (bound == null) {
                        throw new IllegalStateException(bind + " is lost");
                    }
                    var outcome = new Outcome.Accepted(state.revision(), bound, false);
                    observation.answered(bind, outcome);
                    memory = scheduler.answered(memory, bind, outcome);
                    placed++;
                }
            }
            observe();
        }
    }

    private void observe() {
        observation.observe(state.table(Node.KIND));
        observation.observe(state.table(Pod.KIND));
    }
}
