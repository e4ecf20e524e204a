package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Containers read a wrong clock, as Chaos Mesh's kind of this name. The clock of a whole node is
/// [NodeChaos]'s.
@Says("containers read a wrong clock")
public record TimeChaos(
        @Says("how many of the selected pods are hit") Mode mode,
        @Says(value = "how many, or how many percent, for the modes that ask", otherwise = "\"\"")
                String value,
        @Says("which pods") PodSelector selector,
        @Says("by how much their clock is ahead, such as -10m100ns") Duration timeOffset,
        @Says("which clocks; here CLOCK_REALTIME is the only one") List<String> clockIds,
        @Says("which containers; if none is given, all") List<String> containerNames,
        @Says("how long it lasts; if not given, until the end of the chaos")
                @Nullable Duration duration)
        implements Fault {
    public TimeChaos {
        clockIds = List.copyOf(clockIds);
        containerNames = List.copyOf(containerNames);
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public String verb() {
        return "clock skew";
    }
}
