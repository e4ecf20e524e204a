package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.RemoteSession;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// What a session does besides watching and writing: its reasons, its turns and its end.
final class RemoteApiTest extends RemoteSessionUnderTest {
    @Test
    void reasonsAreLeftWithTheServer() {
        var reason = new Reason(pod("a").ref(), "u", "scheduler", "no node fits", List.of("why"));
        api.explain(List.of(reason));

        await().until(() -> seen(RemoteSession.EXPLANATIONS) == 1);
        assertThat(
                        RemoteSession.reasons(
                                server.seen.getLast().body().getBytes(StandardCharsets.UTF_8)))
                .containsExactly(reason);
    }

    @Test
    void callbacksAreTurnsOfTheWorldAndNoneComesAfterTheEnd() {
        var thread = new AtomicReference<String>();
        api.submit(
                new Action.Create(pod("a"), List.of()),
                _ -> thread.set(Thread.currentThread().getName()));
        await().until(() -> thread.get() != null);
        assertThat(thread.get()).isEqualTo("session");

        world.post(
                "close within a turn",
                () -> {
                    api.submit(
                            new Action.Create(pod("b"), List.of()),
                            _ -> thread.set("after the end"));
                    api.close();
                });
        var other = cluster.session(world, "other");
        var outcome = new AtomicReference<Outcome>();
        other.submit(new Action.Create(pod("c"), List.of()), outcome::set);
        await().until(() -> outcome.get() != null);
        assertThat(thread.get()).isEqualTo("session");
        other.close();
    }
}
