package dev.wavetank.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;

import org.junit.jupiter.api.Test;

import java.util.List;

final class ClusterStateTest {
    private static final Resource SET =
            ReplicaSet.KIND
                    .read(Json.Obj.EMPTY)
                    .withMeta(Meta.of("default", "web").withUid("set").withResourceVersion(1));
    private static final Resource POD =
            Pod.KIND
                    .read(Json.Obj.EMPTY)
                    .withMeta(
                            Meta.of("default", "web-1")
                                    .withUid("pod")
                                    .withOwners(List.of(OwnerReference.controller(SET))));

    private final ClusterState both =
            ClusterState.EMPTY
                    .apply(new Change(1, null, SET), "user")
                    .apply(new Change(2, null, POD), "replicaset-controller");

    @Test
    void revisionsOnlyGrow() {
        assertThatThrownBy(() -> both.apply(new Change(2, null, SET), "user"))
                .hasMessage("revision 2 does not follow 2");
    }

    @Test
    void anOwnerThatIsGoneIsForgottenWithItsLastChild() {
        var gone = both.apply(new Change(3, POD, null), "kubelet");
        assertThat(gone.table(Pod.KIND).children("set").changedAt()).isEqualTo(3);

        gone = gone.apply(new Change(4, SET, null), "user");

        assertThat(gone.table(Pod.KIND).children("set")).isEqualTo(Children.NONE);
    }

    @Test
    void aChildThatOutlivesItsOwnerTakesTheLastMemoryOfItAlong() {
        var gone =
                both.apply(new Change(3, SET, null), "user")
                        .apply(new Change(4, POD, null), "garbage-collector");

        assertThat(gone.table(Pod.KIND).children("set")).isEqualTo(Children.NONE);
    }

    @Test
    void expectationsFailWithWhatWasFound() {
        assertThat(new Expect.Version(SET.ref(), 1).failure(both, "me")).isNull();
        assertThat(new Expect.Version(SET.ref(), 9).failure(both, "me"))
                .isEqualTo("replicasets.apps/default/web is at 1, seen at 9");
        assertThat(new Expect.Gone(POD.ref(), "pod").failure(both, "me"))
                .isEqualTo("pods/default/web-1 is not gone");
        assertThat(new Expect.Gone(POD.ref(), "an older one").failure(both, "me")).isNull();
        assertThat(new Expect.SameChildren(Pod.KIND, "set", 1).failure(both, "me"))
                .isEqualTo("pods of owner set changed since 1");
        assertThat(
                        new Expect.SameChildren(Pod.KIND, "set", 1)
                                .failure(both, "replicaset-controller"))
                .isNull();
    }
}
