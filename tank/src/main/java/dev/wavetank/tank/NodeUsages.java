package dev.wavetank.tank;

import dev.wavetank.apiserver.requests.Usages;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Fetches from the machines what containers use: what metrics-server gets from the kubelets
/// upstream. A machine that is off does not answer.
final class NodeUsages implements Usages {
    /// metrics-server's `--metric-resolution`: what it calls the window of a sample.
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private final World server;
    private final World parts;
    private final Function<String, @Nullable ContainerRuntime> runtimes;

    /// @param runtimes the containers of a node by its name; null when it is off or unknown
    NodeUsages(World server, World parts, Function<String, @Nullable ContainerRuntime> runtimes) {
        this.server = server;
        this.parts = parts;
        this.runtimes = runtimes;
    }

    /// What has come of one question so far.
    private static final class Asked {
        private final TreeMap<String, List<Container>> measured = new TreeMap<>();
        private int open;
    }

    @Override
    public void measure(String node, List<Pod> pods, Consumer<Measured> then) {
        parts.post(
                "usage request",
                () -> {
                    var runtime = runtimes.apply(node);
                    if (runtime != null) {
                        measure(runtime, pods, then);
                    }
                });
    }

    private void measure(ContainerRuntime runtime, List<Pod> pods, Consumer<Measured> then) {
        if (pods.isEmpty()) {
            server.post("usage", () -> answer(new Asked(), then));
            return;
        }
        var asked = new Asked();
        asked.open = pods.size();
        for (Pod pod : pods) {
            String uid = pod.meta().uid();
            runtime.perform(
                    new Command.Stats(uid),
                    result ->
                            server.post(
                                    "usage",
                                    () -> {
                                        add(uid, result, asked);
                                        asked.open--;
                                        if (asked.open == 0) {
                                            answer(asked, then);
                                        }
                                    }));
        }
    }

    private void answer(Asked asked, Consumer<Measured> then) {
        then.accept(new Measured(server.now().wall(), WINDOW, asked.measured));
    }

    private static void add(String uid, Result result, Asked asked) {
        switch (result) {
            case Result.Usage(var containers) -> {
                if (!containers.isEmpty()) {
                    asked.measured.put(
                            uid,
                            containers.stream()
                                    .map(each ->
                                            new Container(each.name(), each.cpu(), each.memory()))
                                    .toList());
                }
            }
            // A pod that the runtime does not know, or cannot measure, has no metrics.
            case Result.Failed _, Result.Unsupported _ -> {}
            case Result.Done _, Result.Pulled _, Result.Log _, Result.Opened _ ->
                    throw new IllegalStateException("usage was asked for, found " + result);
        }
    }
}
