package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Following;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/// Asks pods to leave, and stays until they have.
///
/// @param grace seconds that containers get to end; below 0 for what the pod says
/// @param limit how long it may take in all; zero for ever
record Eviction(Terminal terminal, ApiClient api, int grace, Duration limit) {
    /// kubectl's pause before it asks again for a pod that a disruption budget keeps.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    void run(List<Item> pods) throws Refused {
        long until = System.nanoTime() + limit.toNanos();
        pods.forEach(pod -> terminal.line("evicting pod " + pod.namespace() + "/" + pod.name()));
        terminal.flush();
        var asked = new ArrayDeque<Item>();
        for (Item pod : pods) {
            while (!evict(pod)) {
                pause(until);
            }
            asked.add(pod);
        }
        for (Item pod : asked) {
            Duration left = limit.isZero() ? null : Duration.ofNanos(until - System.nanoTime());
            awaitGone(pod, left);
            terminal.line(pod.named() + " evicted");
            terminal.flush();
        }
    }

    /// {@return whether it was not refused for the moment}
    private boolean evict(Item pod) throws Refused {
        var options = Json.Obj.builder();
        if (grace >= 0) {
            options.put("gracePeriodSeconds", grace);
        }
        Json.Obj eviction =
                Json.Obj.builder()
                        .put("apiVersion", "policy/v1")
                        .put("kind", "Eviction")
                        .put(
                                "metadata",
                                Json.Obj.builder()
                                        .put("name", pod.name())
                                        .put("namespace", pod.namespace())
                                        .build())
                        .put("deleteOptions", options.build())
                        .build();
        try {
            api.post(pod.path() + "/eviction", eviction);
            return true;
        } catch (Refused refused) {
            if (refused.notFound()) {
                return true;
            } else if (refused.tooMany()) {
                terminal.note(
                        "error when evicting pod "
                                + pod.namespace()
                                + "/"
                                + pod.name()
                                + " (will retry after 5s): "
                                + refused.message());
                return false;
            }
            throw refused;
        }
    }

    private void pause(long until) {
        if (!limit.isZero() && System.nanoTime() - until > 0) {
            throw late();
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            throw Failure.of("interrupted", "run this again");
        }
    }

    private void awaitGone(Item pod, @Nullable Duration left) throws Refused {
        boolean gone =
                Following.one(api, pod)
                        .run(
                                left,
                                new Following.Sink() {
                                    @Override
                                    public boolean start(Json.Obj list) {
                                        return list.array("items").stream()
                                                .anyMatch(each -> same((Json.Obj) each));
                                    }

                                    @Override
                                    public boolean next(String type, Json.Obj object) {
                                        return !type.equals("DELETED") && same(object);
                                    }

                                    private boolean same(Json.Obj object) {
                                        return object.object("metadata")
                                                .text("uid")
                                                .equals(pod.uid());
                                    }
                                });
        if (!gone) {
            throw late();
        }
    }

    private Failure late() {
        return Failure.of(
                "drain did not complete within " + limit.toSeconds() + "s",
                "the node stays cordoned; run this again to go on");
    }
}
