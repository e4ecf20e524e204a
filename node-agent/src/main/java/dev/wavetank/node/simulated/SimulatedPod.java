package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What is modelled of one pod.
final class SimulatedPod {
    final PodIdentity identity;
    final TreeMap<String, SimulatedContainer> latest = new TreeMap<>();
    final TreeMap<String, SimulatedContainer> previous = new TreeMap<>();
    int sandbox = -1;
    boolean ready;
    String ip = "";
    World.@Nullable Cancellable timer;

    SimulatedPod(PodIdentity identity) {
        this.identity = identity;
    }

    /// {@return the next moment that matters; null when there is none}
    @Nullable Time next() {
        Time next = null;
        for (var container : latest.values()) {
            Time its = container.next();
            if (its != null) {
                next = next == null ? its : next.min(its);
            }
        }
        return next;
    }

    /// Does all that is due.
    ///
    /// @return whether anything changed
    boolean advance(Time now) {
        boolean changed = false;
        for (var entry : latest.entrySet()) {
            var after = entry.getValue().at(now);
            changed |= !after.equals(entry.getValue());
            entry.setValue(after);
        }
        return changed;
    }

    /// Puts a run in the place of the one before it, which is kept for its log.
    void start(SimulatedContainer container) {
        var before = latest.put(container.name(), container);
        if (before != null) {
            previous.put(container.name(), before);
        }
    }

    ObservedPod observed() {
        List<ObservedContainer> containers = new ArrayList<>();
        for (var entry : latest.entrySet()) {
            var before = previous.get(entry.getKey());
            if (before != null) {
                containers.add(before.observed());
            }
            containers.add(entry.getValue().observed());
        }
        return new ObservedPod(identity, sandbox, ready, ip, containers);
    }

    /// {@return what comes of a connection to this port}
    Listeners.Answer connect(int port, Time now) {
        if (!ready) {
            return Listeners.Answer.SILENT;
        }
        var best = Listeners.Answer.REFUSED;
        for (var run : latest.values()) {
            boolean has =
                    run.spec().ports().stream().anyMatch(each -> each.containerPort() == port);
            var answer = run.connect(now);
            if (has) {
                return answer;
            } else if (best == Listeners.Answer.REFUSED) {
                best = answer;
            }
        }
        return best;
    }

    /// {@return what its running containers use}
    List<Result.ContainerUsage> usage() {
        var used = new ArrayList<Result.ContainerUsage>();
        for (var run : latest.values()) {
            if (run.running() && !run.ended()) {
                used.add(
                        new Result.ContainerUsage(
                                run.name(),
                                used(run, "cpu", run.profile().cpu()),
                                used(run, "memory", run.profile().memory())));
            }
        }
        return used;
    }

    private static Quantity used(
            SimulatedContainer run, String resource, @Nullable Quantity given) {
        if (given != null) {
            return given;
        }
        var request = run.spec().resources().requests().get(resource);
        if (request == null) {
            return Quantity.of("0");
        }
        return resource.equals("cpu")
                ? Quantity.millis(request.millis() / 2)
                : Quantity.of(
                        request.amount()
                                .divide(BigDecimal.TWO, 0, RoundingMode.DOWN)
                                .toPlainString());
    }
}
