package dev.wavetank.node.docker;

import com.github.dockerjava.api.model.HostConfig;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;

import org.jspecify.annotations.Nullable;

/// Requests and limits as settings of a control group, by the kubelet's arithmetic.
final class ResourceSettings {
    private static final long PERIOD_MICROS = 100_000;
    private static final long QUOTA_MIN_MICROS = 1_000;
    private static final int SHARES_MIN = 2;
    private static final int SHARES_MAX = 262_144;
    private static final int SHARES_PER_CPU = 1_024;

    /// Upstream has -997. Below 0 needs a privilege that rootless and nested engines lack, and the
    /// order is the same.
    private static final int OOM_GUARANTEED = 0;

    private static final int OOM_BEST_EFFORT = 1_000;
    private static final int OOM_BURSTABLE_MIN = 3;

    private ResourceSettings() {}

    /// @param nodeMemory what the node offers, in bytes: what a request is weighed against
    static void applyTo(HostConfig host, Pod pod, Container container, long nodeMemory) {
        Quantity cpu = container.resources().limits().get("cpu");
        if (cpu != null && cpu.millis() > 0) {
            long quota = cpu.millis() * PERIOD_MICROS / 1_000;
            host.withCpuPeriod(PERIOD_MICROS).withCpuQuota(Math.max(quota, QUOTA_MIN_MICROS));
        }
        host.withCpuShares(shares(container));
        Quantity memory = container.resources().limits().get("memory");
        if (memory != null && memory.units() > 0) {
            // As much swap as memory is no swap.
            host.withMemory(memory.units()).withMemorySwap(memory.units());
        }
        host.withOomScoreAdj(oomScore(pod.status().qosClass(), requested(container), nodeMemory));
    }

    private static int shares(Container container) {
        Quantity cpu = container.resources().requests().get("cpu");
        if (cpu == null) {
            cpu = container.resources().limits().get("cpu");
        }
        long shares = cpu == null ? 0 : cpu.millis() * SHARES_PER_CPU / 1_000;
        return Math.clamp(shares, SHARES_MIN, SHARES_MAX);
    }

    private static long requested(Container container) {
        @Nullable Quantity memory = container.resources().requests().get("memory");
        return memory == null ? 0 : memory.units();
    }

    private static int oomScore(String qosClass, long requested, long nodeMemory) {
        return switch (qosClass) {
            case "Guaranteed" -> OOM_GUARANTEED;
            case "Burstable" ->
                    Math.clamp(
                            1_000 - 1_000 * requested / Math.max(1, nodeMemory),
                            OOM_BURSTABLE_MIN,
                            OOM_BEST_EFFORT - 1);
            default -> OOM_BEST_EFFORT;
        };
    }
}
