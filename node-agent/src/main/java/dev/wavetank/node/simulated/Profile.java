package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SortedMap;

/// How a modelled container behaves, read from the annotations of its pod: `wavetank.dev/<field>`
/// for all containers, `wavetank.dev/<container>.<field>` for one.
///
/// A value that cannot be read counts as absent, since a node cannot refuse a pod that was taken;
/// docs/simulated-pods.md lists the fields.
///
/// @param pullTime how long the first pull of the image on a node takes
/// @param pullError why each pull fails; "" when none does
/// @param startDelay from the start command until it runs
/// @param readyAfter from then until it answers probes
/// @param failProbeAfter from its start until it no longer does; null for never
/// @param runFor how long it runs; null for ever
/// @param exitCode how it ends by itself
/// @param failRate how many of its runs fail
/// @param stopAfter from SIGTERM until it ends
/// @param cpu what it uses, in cores; null for half of what it requests
/// @param memory what it uses, in bytes; null for half of what it requests
/// @param log a line that it writes when it is ready; "" for none
/// @param logEvery how often it writes the line again; null for never
record Profile(
        Duration pullTime,
        String pullError,
        Duration startDelay,
        Duration readyAfter,
        @Nullable Duration failProbeAfter,
        @Nullable Duration runFor,
        int exitCode,
        Ratio failRate,
        Duration stopAfter,
        @Nullable Quantity cpu,
        @Nullable Quantity memory,
        String log,
        @Nullable Duration logEvery) {
    static final String PREFIX = "wavetank.dev/";

    /// Only so often, so that a log stays a function that is cheap to compute.
    private static final Duration LOG_EVERY_MIN = Duration.ofMillis(10);

    static Profile of(SortedMap<String, String> annotations, String container, boolean init) {
        var fields = new Fields(annotations, container);
        Duration every = fields.duration("log-every");
        return new Profile(
                fields.duration("pull-time", Duration.ofMillis(500)),
                fields.text("pull-error"),
                fields.duration("start-delay", Duration.ofMillis(100)),
                fields.duration("ready-after", Duration.ZERO),
                fields.duration("fail-probe-after"),
                init
                        ? fields.duration("run-for", Duration.ofSeconds(1))
                        : fields.duration("run-for"),
                fields.number("exit-code", 0),
                Ratio.of(fields.text("fail-rate")),
                fields.duration("stop-after", Duration.ofMillis(200)),
                fields.quantity("cpu"),
                fields.quantity("memory"),
                fields.text("log"),
                every == null || every.compareTo(LOG_EVERY_MIN) >= 0 ? every : LOG_EVERY_MIN);
    }

    /// {@return this, ready so much later}
    Profile readyLater(Duration more) {
        return new Profile(
                pullTime,
                pullError,
                startDelay,
                readyAfter.plus(more),
                failProbeAfter,
                runFor,
                exitCode,
                failRate,
                stopAfter,
                cpu,
                memory,
                log,
                logEvery);
    }

    private record Fields(SortedMap<String, String> annotations, String container) {
        String text(String field) {
            String own = annotations.get(PREFIX + container + "." + field);
            return own != null ? own : annotations.getOrDefault(PREFIX + field, "");
        }

        @Nullable Duration duration(String field) {
            return Durations.read(text(field));
        }

        Duration duration(String field, Duration otherwise) {
            var read = duration(field);
            return read == null ? otherwise : read;
        }

        int number(String field, int otherwise) {
            try {
                return Integer.parseInt(text(field));
            } catch (NumberFormatException notANumber) {
                return otherwise;
            }
        }

        @Nullable Quantity quantity(String field) {
            try {
                return text(field).isEmpty() ? null : Quantity.of(text(field));
            } catch (Malformed notAQuantity) {
                return null;
            }
        }
    }
}
