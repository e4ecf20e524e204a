package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class PodWorkerTest {
    private final VirtualWorld world = new VirtualWorld(7, Bench.START, Trace.NONE);
    private final FakeCluster cluster = new FakeCluster(world.child("server"));
    private final List<Command> commands = new ArrayList<>();
    private final PodWorker worker =
            new PodWorker(
                    new PodLifecycle(new NodeFacts("node-1", "10.0.0.1")),
                    "node-1",
                    world,
                    cluster.session(world),
                    new Noting(),
                    pod(5),
                    _ -> {});

    /// Does nothing but note what it is told to do.
    private final class Noting implements ContainerRuntime {
        @Override
        public void observe(Consumer<Observed> sink) {}

        @Override
        public void perform(Command command, Consumer<Result> then) {
            commands.add(command);
        }
    }

    private static Pod pod(long version) {
        var pod = Bench.pod("web", "", NodeAgentTest.WEB);
        return pod.withMeta(pod.meta().withUid("u1").withResourceVersion(version));
    }

    @Test
    void anOldVersionThatComesLateDoesNotReplaceANewerOne() {
        worker.saw(pod(7));
        worker.saw(pod(6));
        assertThat(worker.pod().meta().resourceVersion()).isEqualTo(7);
        worker.saw(pod(8));
        assertThat(worker.pod().meta().resourceVersion()).isEqualTo(8);
    }

    @Test
    void whatIsLeftOfAVanishedPodIsRemovedByItsWorkerItself() {
        var left = new ObservedPod(PodIdentity.of(pod(5)), 0, true, "10.244.1.2", List.of());
        var observed = new Observed(TreePMap.singleton("u1", left), TreePMap.empty());
        worker.vanished();
        assertThat(worker.look(observed)).isTrue();
        assertThat(commands).containsExactly(new Command.Remove("u1"));
    }
}
