package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Statistics;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Measures what containers use.
final class Usages {
    /// The engine takes two samples, a second apart.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long NANOS_PER_MILLI_CPU = 1_000_000;

    private final DockerClient client;
    private final Owner owner;

    Usages(DockerClient client, Owner owner) {
        this.client = client;
        this.owner = owner;
    }

    Result of(String uid) {
        var samples = new ArrayList<Sample>();
        for (var each : Listing.of(client, owner, uid).all()) {
            if (!each.isSandbox() && each.runs()) {
                var sample = new Sample(each.container());
                samples.add(sample);
                client.statsCmd(each.id()).withNoStream(true).exec(sample.receiving);
            }
        }
        var usages = new ArrayList<Result.ContainerUsage>();
        for (var sample : samples) {
            var usage = sample.usage();
            if (usage != null) {
                usages.add(usage);
            }
        }
        return new Result.Usage(usages);
    }

    private static final class Sample {
        private final String container;
        private volatile @Nullable Statistics found;
        private final Receiving<Statistics> receiving = new Receiving<>(each -> found = each);

        Sample(String container) {
            this.container = container;
        }

        Result.@Nullable ContainerUsage usage() {
            try (receiving) {
                boolean _ = receiving.awaitCompletion(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException ended) {
                return null;
            }
            var statistics = found;
            return statistics == null
                    ? null
                    : new Result.ContainerUsage(
                            container,
                            Quantity.millis(milliCpu(statistics)),
                            Quantity.ofBytes(workingSet(statistics)));
        }
    }

    private static long milliCpu(Statistics statistics) {
        var now = moment(statistics.getRead());
        var before = moment(statistics.getPreread());
        if (now == null || before == null || !before.isBefore(now)) {
            return 0;
        }
        long used = cpu(statistics.getCpuStats()) - cpu(statistics.getPreCpuStats());
        long millis = Math.max(1, Duration.between(before, now).toMillis());
        return Math.max(0, used) * 1_000 / millis / NANOS_PER_MILLI_CPU;
    }

    private static long cpu(com.github.dockerjava.api.model.@Nullable CpuStatsConfig stats) {
        var usage = stats == null ? null : stats.getCpuUsage();
        return usage == null ? 0 : Objects.requireNonNullElse(usage.getTotalUsage(), 0L);
    }

    /// Without the files that could be forgotten, as the kubelet counts it.
    private static long workingSet(Statistics statistics) {
        var memory = statistics.getMemoryStats();
        if (memory == null) {
            return 0;
        }
        long used = Objects.requireNonNullElse(memory.getUsage(), 0L);
        var detail = memory.getStats();
        Long inactive =
                detail == null
                        ? null
                        : detail.getTotalInactiveFile() != null
                                ? detail.getTotalInactiveFile()
                                : detail.getInactiveFile();
        return Math.max(0, used - Objects.requireNonNullElse(inactive, 0L));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException odd) {
            return null;
        }
    }
}
