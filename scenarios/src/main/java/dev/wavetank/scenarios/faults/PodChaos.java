package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Pods and their containers fail, as Chaos Mesh's kind of this name.
@Says("pods are deleted, or their containers fail")
public record PodChaos(
        @Says("what happens to them") Action action,
        @Says("how many of the selected pods are hit") Mode mode,
        @Says(value = "how many, or how many percent, for the modes that ask", otherwise = "\"\"")
                String value,
        @Says("which pods") PodSelector selector,
        @Says("for container-kill: which containers; if none is given, the first")
                List<String> containerNames,
        @Says(
                        value = "for pod-kill: how many seconds its containers may take to end",
                        otherwise = "0")
                long gracePeriod,
        @Says("how long it lasts; pod-failure needs it") @Nullable Duration duration)
        implements Fault {
    public PodChaos {
        containerNames = List.copyOf(containerNames);
    }

    /// What happens to the pods.
    public enum Action {
        /// They are deleted.
        POD_KILL,
        /// Their containers do nothing and answer nothing.
        POD_FAILURE,
        /// Their containers are killed once.
        CONTAINER_KILL
    }

    @Override
    public boolean momentary() {
        return action != Action.POD_FAILURE;
    }

    @Override
    public String verb() {
        return Words.kebab(action);
    }
}
