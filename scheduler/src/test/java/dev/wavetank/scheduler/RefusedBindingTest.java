package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.scheduler.queue.Pending;
import dev.wavetank.scheduler.queue.Queue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// What a binding that the server refuses leaves behind.
class RefusedBindingTest {
    private static final Pod WEB = Samples.asking("web", "1", "1Gi");

    private static Queue afterRefusal(Table<Pod> pods) {
        var refused =
                Queue.EMPTY.answered(
                        Action.Bind.of(WEB, "node-1"),
                        new Outcome.Refused("NotFound", "no such pod", List.of()));
        var view = View.EMPTY.with(Table.empty(Node.KIND)).with(pods);
        return refused.after(
                List.of(), view, new Pending("default-scheduler"), List.of(), Samples.START);
    }

    @Test
    void aPodThatWaitsIsTriedAgain() {
        var queue = afterRefusal(Table.empty(Pod.KIND).with(WEB, "test", 1));
        assertThat(queue.wakeAt()).contains(Samples.after(Duration.ofSeconds(1)));
    }

    /// Made and gone between two looks, it appears in no change: waiting for it would never end.
    @Test
    void aPodThatIsGoneIsForgotten() {
        assertThat(afterRefusal(Table.empty(Pod.KIND)).wakeAt()).isEmpty();
    }

    @Test
    void aPodThatIsBoundByNowIsForgotten() {
        var bound = WEB.withSpec(WEB.spec().withNodeName("node-2"));
        assertThat(afterRefusal(Table.empty(Pod.KIND).with(bound, "test", 1)).wakeAt()).isEmpty();
    }

    @Test
    void aNamesakeIsNotHeldBack() {
        var other = WEB.withMeta(WEB.meta().withUid("another"));
        assertThat(afterRefusal(Table.empty(Pod.KIND).with(other, "test", 1)).wakeAt()).isEmpty();
    }
}
