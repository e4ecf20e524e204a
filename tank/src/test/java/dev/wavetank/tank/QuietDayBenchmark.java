package dev.wavetank.tank;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Trace;

import java.time.Duration;
import java.util.Locale;

/// How long a quiet day takes: 100 nodes, 1,000 pods with a readiness and a liveness probe every 10
/// s, nothing goes wrong. Run by hand, with other sizes as arguments: nodes, pods, hours.
public final class QuietDayBenchmark {
    private QuietDayBenchmark() {}

    public static void main(String[] sizes) {
        int nodes = sizes.length > 0 ? Integer.parseInt(sizes[0]) : 100;
        int pods = sizes.length > 1 ? Integer.parseInt(sizes[1]) : 1000;
        int hours = sizes.length > 2 ? Integer.parseInt(sizes[2]) : 24;
        System.out.printf(
                Locale.ROOT,
                "QuietDayBenchmark %d nodes, %d pods, %d h%nJava %s (%s), %d cores, heap at most"
                        + " %d MB, %s%n",
                nodes,
                pods,
                hours,
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("os.arch"));
        var tank =
                new VirtualTank(
                        1,
                        Blueprint.of(
                                nodes,
                                Quantity.of("4"),
                                Quantity.of("8Gi"),
                                Blueprint.VIRTUAL_CROSSING),
                        Ports.PLAIN,
                        Trace.NONE);
        var writes = new long[1];
        long began = System.nanoTime();
        tank.runUntil(state -> state.table(Node.KIND).size() == nodes, Duration.ofMinutes(1));
        tank.apply(Web.manifests(pods, 1));
        boolean up = tank.runUntil(state -> ready(state) == pods, Duration.ofMinutes(10));
        long started = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "up: %d of %d pods ready after %.1f s of cluster time, %.2f s of wall time%n",
                ready(tank.state()),
                pods,
                tank.age().toMillis() / 1000.0,
                (started - began) / 1e9);
        long turns = tank.turns();
        writes[0] = tank.state().revision();
        tank.run(Duration.ofHours(hours));
        double wall = (System.nanoTime() - started) / 1e9;
        long lived = tank.turns() - turns;
        System.out.printf(
                Locale.ROOT,
                "quiet: %.2f s of wall time for %d h; %,d turns, %,.0f turns/s; %,d writes%n",
                wall,
                hours,
                lived,
                lived / wall,
                tank.state().revision() - writes[0]);
        if (!up || ready(tank.state()) != pods) {
            System.out.println("not all pods were ready: the figures mean nothing");
            System.exit(1);
        }
    }

    private static long ready(ClusterState state) {
        return state.table(Pod.KIND).all().stream().filter(Pod::ready).count();
    }
}
