package dev.wavetank.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;

import org.junit.jupiter.api.Test;

import java.util.List;

class RemoteSessionTest {
    @Test
    void everyExpectationComesBackAsItWas() {
        var expects =
                List.<Expect>of(
                        new Expect.Version(Pod.KIND.ref("default", "web-1"), 42),
                        new Expect.SameChildren(ReplicaSet.KIND, "uid-1", 7),
                        new Expect.Gone(
                                Kind.generic("example.com", "v1", "Boat", "boats", false)
                                        .ref("", "b"),
                                "uid-2"),
                        new Expect.Holds(Lease.KIND.ref("kube-node-lease", "n"), "höld\u2028er"));

        String header = RemoteSession.expects(expects);

        assertThat(header).isASCII();
        assertThat(RemoteSession.expects(header)).isEqualTo(expects);
    }

    @Test
    void noHeaderIsNoExpectation() {
        assertThat(RemoteSession.expects("")).isEmpty();
        assertThat(RemoteSession.expects(RemoteSession.expects(List.of()))).isEmpty();
    }

    @Test
    void anUnknownExpectationIsRefusedByName() {
        assertThatThrownBy(() ->
                        RemoteSession.expects(
                                "[{\"type\":\"Luck\",\"object\":{\"version\":\"v1\","
                                        + "\"resource\":\"pods\"}}]"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("Luck");
    }

    @Test
    void reasonsComeBackAsTheyWere() {
        var reasons =
                List.of(
                        new Reason(
                                Pod.KIND.ref("default", "web-1"),
                                "uid-1",
                                "scheduler",
                                "no node fits",
                                List.of("node-1: cpu requested 1500m, free 1200m", "")),
                        new Reason(Pod.KIND.ref("a", "b"), "", "kubelet", "", List.of()));

        assertThat(RemoteSession.reasons(RemoteSession.reasons(reasons))).isEqualTo(reasons);
    }
}
