package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.RemoteSession;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class ExpectationsTest {
    @Test
    void aComponentsAuthorAndExpectationsAreRead() {
        var expects = List.<Expect>of(new Expect.Version(Pod.KIND.ref("default", "web-1"), 42));

        var read =
                Expectations.of(
                        request(
                                Map.of(
                                        RemoteSession.AUTHOR,
                                        "scheduler#3",
                                        RemoteSession.EXPECT,
                                        RemoteSession.expects(expects))));

        assertThat(read).isEqualTo(new Expectations("scheduler#3", expects, true));
    }

    @Test
    void aUserIsTheAuthorAndExpectsNothing() {
        assertThat(Expectations.of(request(Map.of())))
                .isEqualTo(new Expectations("jane", List.of(), false));
    }

    @Test
    void brokenExpectationsAreRefusedAndNotIgnored() {
        assertThatThrownBy(() -> Expectations.of(request(Map.of(RemoteSession.EXPECT, "[{\"x\""))))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void theOutcomeTravelsInHeaders() {
        var pod = Pod.KIND.read(Json.Obj.EMPTY);

        assertThat(Expectations.answer(new Outcome.Accepted(7, pod, true)))
                .containsEntry(RemoteSession.REVISION, "7")
                .containsEntry(RemoteSession.GONE, "true");
    }

    private static Request request(Map<String, String> headers) {
        return new Request(
                "POST",
                "/api/v1/namespaces/default/pods",
                new TreeMap<>(),
                new TreeMap<>(headers),
                new User("jane", List.of()),
                new byte[0]);
    }
}
