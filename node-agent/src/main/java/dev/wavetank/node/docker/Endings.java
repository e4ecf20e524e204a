package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.node.docker.Handlers.Target;
import dev.wavetank.node.runtime.ContainerId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends containers with grace: the `preStop` hook, SIGTERM, SIGKILL.
///
/// Each order to stop counts down by itself, so of two grace periods the shorter holds.
final class Endings {
    /// What a container gets after its hook, however long that took; the kubelet's
    /// minimumGracePeriodInSeconds.
    private static final Duration LEAST = Duration.ofSeconds(2);

    /// A hook that nobody limits is over when its container is.
    private static final Duration HOOK_MAX = Duration.ofDays(1);

    private final DockerClient client;
    private final Handlers handlers;
    private final Executor threads;
    private final ConcurrentHashMap<ContainerId, CompletableFuture<?>> hooks =
            new ConcurrentHashMap<>();

    Endings(DockerClient client, Handlers handlers, Executor threads) {
        this.client = client;
        this.handlers = handlers;
        this.threads = threads;
    }

    /// Runs the hook of a run, once; returns at once.
    ///
    /// @param target null when nothing is known of the container but its id
    CompletableFuture<?> preStop(ContainerId id, @Nullable Target target) {
        Json.Obj hook =
                target == null
                        ? Json.Obj.EMPTY
                        : target.spec().rest().object("lifecycle").object("preStop");
        if (target == null || hook.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return hooks.computeIfAbsent(
                id,
                _ ->
                        CompletableFuture.runAsync(
                                () -> handlers.run(hook, target, HOOK_MAX), threads));
    }

    /// Ends a run; returns at once.
    ///
    /// @param engineId the engine's name for it
    void stop(ContainerId id, String engineId, @Nullable Target target, Duration grace) {
        long began = System.nanoTime();
        var hook = preStop(id, target);
        threads.execute(() -> {
            try {
                hook.get(grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                // It is stopped all the same.
            } catch (InterruptedException ending) {
                return;
            }
            var left = grace.minusNanos(System.nanoTime() - began);
            Containers.stop(client, engineId, left.compareTo(LEAST) < 0 ? least(grace) : left);
        });
    }

    private static Duration least(Duration grace) {
        return grace.isZero() ? Duration.ZERO : LEAST;
    }

    void forgetPod(String uid) {
        hooks.keySet().removeIf(each -> each.uid().equals(uid));
    }
}
