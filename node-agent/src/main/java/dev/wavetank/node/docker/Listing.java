package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What the engine has of one owner, as its list says it: alive or not.
///
/// @param all sandboxes and containers, by attempt
record Listing(List<Entry> all) {
    /// Upstream's runtimeRequestTimeout: what has not started by then never will.
    private static final Duration COMING_MAX = Duration.ofMinutes(2);

    /// One container of the engine.
    ///
    /// @param container the name of the pod's container; "" for a sandbox
    /// @param state the engine's word, such as `running` or `exited`
    /// @param sandbox the attempt of the sandbox it belongs to, or is
    record Entry(
            String id,
            String container,
            int attempt,
            int sandbox,
            String state,
            Instant created,
            Map<String, String> labels) {
        static Entry of(Container each) {
            var labels = each.getLabels() == null ? Map.<String, String>of() : each.getLabels();
            String container = labels.getOrDefault(Labels.CONTAINER, "");
            int attempt = Labels.number(labels, Labels.ATTEMPT);
            return new Entry(
                    each.getId(),
                    container,
                    attempt,
                    container.isEmpty() ? attempt : Labels.number(labels, Labels.SANDBOX),
                    each.getState() == null ? "" : each.getState(),
                    Instant.ofEpochSecond(each.getCreated() == null ? 0 : each.getCreated()),
                    labels);
        }

        boolean isSandbox() {
            return container.isEmpty();
        }

        /// {@return whether its process lives}
        boolean runs() {
            return switch (state) {
                case "running", "paused", "restarting" -> true;
                default -> false;
            };
        }

        /// {@return whether it has just been made and is about to start}
        boolean coming() {
            return state.equals("created") && created.plus(COMING_MAX).isAfter(Instant.now());
        }

        String uid() {
            return labels.getOrDefault(Labels.POD_UID, "");
        }
    }

    /// {@return all that an owner has}
    static Listing of(DockerClient client, Owner owner) {
        return list(client, owner.filters());
    }

    /// {@return all that an owner has of a pod}
    static Listing of(DockerClient client, Owner owner, String uid) {
        var filters = new ArrayList<>(owner.filters());
        filters.add(Labels.POD_UID + "=" + uid);
        return list(client, filters);
    }

    static Listing list(DockerClient client, List<String> labels) {
        var entries = new ArrayList<Entry>();
        for (var each :
                client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec()) {
            entries.add(Entry.of(each));
        }
        entries.sort(Comparator.comparingInt(Entry::attempt));
        return new Listing(List.copyOf(entries));
    }

    /// {@return the runs of a container, first to last}
    List<Entry> runs(String container) {
        return all.stream()
                .filter(each -> !each.isSandbox() && each.container().equals(container))
                .toList();
    }

    @Nullable Entry run(String container, int attempt) {
        for (var each : runs(container)) {
            if (each.attempt() == attempt) {
                return each;
            }
        }
        return null;
    }

    List<Entry> sandboxes() {
        return all.stream().filter(Entry::isSandbox).toList();
    }
}
