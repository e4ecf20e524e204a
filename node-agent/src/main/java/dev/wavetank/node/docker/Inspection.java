package dev.wavetank.node.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;

import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedContainer.State;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Objects;

/// Reads what the engine says of one container when it is asked about it alone.
final class Inspection {
    /// How a start that failed ends, in containerd's words.
    private static final String START_ERROR = "StartError";

    private static final int START_FAILED = 128;

    private static final String SCHEME = "docker://";

    private Inspection() {}

    /// {@return the engine's name for a run}
    static String engineId(ObservedContainer run) {
        return run.id().substring(SCHEME.length());
    }

    /// {@return the address of a sandbox; "" when it has none of its own}
    static String ip(InspectContainerResponse sandbox) {
        var settings = sandbox.getNetworkSettings();
        if (settings == null || settings.getNetworks() == null) {
            return "";
        }
        for (var network : settings.getNetworks().values()) {
            String ip = network.getIpAddress();
            if (ip != null && !ip.isEmpty()) {
                return ip;
            }
        }
        return "";
    }

    /// {@return a run as the agent sees it; its probes are not known here}
    static ObservedContainer run(Listing.Entry entry, InspectContainerResponse response) {
        var state = response.getState();
        var config = response.getConfig();
        String error = Objects.requireNonNullElse(state.getError(), "");
        boolean neverStarted = "created".equals(state.getStatus());
        boolean failed = neverStarted && !error.isEmpty();
        boolean runs = Boolean.TRUE.equals(state.getRunning());
        State where = runs ? State.RUNNING : neverStarted && !failed ? State.CREATED : State.EXITED;
        boolean over = where == State.EXITED;
        int code =
                failed
                        ? START_FAILED
                        : (int) (long) Objects.requireNonNullElse(state.getExitCodeLong(), 0L);
        return new ObservedContainer(
                entry.container(),
                entry.attempt(),
                entry.sandbox(),
                where,
                SCHEME + entry.id(),
                config == null ? "" : Objects.requireNonNullElse(config.getImage(), ""),
                Objects.requireNonNullElse(response.getImageId(), ""),
                failed ? Instant.EPOCH : started(state, over),
                failed
                        ? moment(response.getCreated())
                        : over ? moment(state.getFinishedAt()) : null,
                over ? code : 0,
                over ? reason(failed, state, code) : "",
                over ? error : "",
                Collections.emptySortedMap());
    }

    /// The engine notes the start a moment after the process began: one that ended at once has an
    /// end before that.
    private static @Nullable Instant started(
            InspectContainerResponse.ContainerState state, boolean over) {
        var noted = moment(state.getStartedAt());
        var end = over ? moment(state.getFinishedAt()) : null;
        return noted != null && end != null && end.isBefore(noted) ? end : noted;
    }

    private static String reason(
            boolean failed, InspectContainerResponse.ContainerState state, int code) {
        if (failed) {
            return START_ERROR;
        }
        return Boolean.TRUE.equals(state.getOOMKilled())
                ? "OOMKilled"
                : code == 0 ? "Completed" : "Error";
    }

    /// The engine says the year 1 for never.
    private static @Nullable Instant moment(@Nullable String text) {
        if (text == null || text.startsWith("0001-")) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException odd) {
            return null;
        }
    }
}
