package dev.wavetank.node.docker;

import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.docker.Handlers.Target;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;
import dev.wavetank.node.runtime.ProbeTally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Probes running containers, each probe on a virtual thread of its own.
final class Probes {
    private final Handlers handlers;
    private final Runnable changed;
    private final ConcurrentHashMap<ContainerId, Reports> reports = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// What was found out about a run.
    private static final class Reports {
        private SortedMap<ProbeKind, ProbeReport> told = Collections.emptySortedMap();
        private final TreeMap<ProbeKind, Thread> loops = new TreeMap<>();
        private int serial;

        synchronized SortedMap<ProbeKind, ProbeReport> told() {
            return told;
        }

        synchronized void tell(
                ProbeKind kind, ProbeReport.Verdict verdict, Handlers.Outcome outcome) {
            var more = new TreeMap<>(told);
            more.put(kind, new ProbeReport(verdict, outcome.passed(), outcome.message(), ++serial));
            told = Collections.unmodifiableSortedMap(more);
        }
    }

    /// @param changed what to do when there is a report
    Probes(Handlers handlers, Runnable changed) {
        this.handlers = handlers;
        this.changed = changed;
    }

    /// Probes a run from now on until it ends; nothing when it is probed so already.
    ///
    /// @param startedAt when the run began
    void begin(
            ContainerId id,
            ProbeKind kind,
            Probe spec,
            Target target,
            @Nullable Instant startedAt) {
        var of = reports.computeIfAbsent(id, _ -> new Reports());
        synchronized (of) {
            of.loops.computeIfAbsent(
                    kind,
                    _ ->
                            Thread.ofVirtual()
                                    .name(kind.word() + " probe of " + id)
                                    .start(() -> loop(id, of, kind, spec, target, startedAt)));
        }
    }

    private void loop(
            ContainerId id,
            Reports of,
            ProbeKind kind,
            Probe spec,
            Target target,
            @Nullable Instant startedAt) {
        try {
            var first =
                    (startedAt == null ? Instant.now() : startedAt)
                            .plusSeconds(spec.initialDelaySeconds());
            var wait = Duration.between(Instant.now(), first);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
            var tally = ProbeTally.start(kind);
            while (!closed && reports.get(id) == of) {
                var outcome = handlers.run(spec.rest(), target, timeout(spec));
                if (closed || reports.get(id) != of) {
                    return;
                }
                var before = tally;
                tally = tally.plus(outcome.passed(), 1, spec);
                if (before.run() == 0
                        || before.passed() != tally.passed()
                        || before.verdict() != tally.verdict()) {
                    of.tell(kind, tally.verdict(), outcome);
                    changed.run();
                }
                if (kind == ProbeKind.STARTUP && tally.verdict() == ProbeReport.Verdict.PASSING) {
                    return;
                }
                Thread.sleep(period(spec));
            }
        } catch (InterruptedException over) {
            // The run ended.
        }
    }

    /// 1 and 10 are the API's defaults, for pods that were never defaulted.
    private static Duration timeout(Probe spec) {
        return Duration.ofSeconds(spec.timeoutSeconds() > 0 ? spec.timeoutSeconds() : 1);
    }

    private static Duration period(Probe spec) {
        return Duration.ofSeconds(spec.periodSeconds() > 0 ? spec.periodSeconds() : 10);
    }

    /// {@return a run with what its probes say; those of one that ended are over}
    ObservedContainer known(String uid, ObservedContainer run) {
        var id = new ContainerId(uid, run.name(), run.attempt());
        var of = reports.get(id);
        if (of == null) {
            return run;
        }
        if (run.exited()) {
            forget(id);
        }
        return new ObservedContainer(
                run.name(),
                run.attempt(),
                run.sandbox(),
                run.state(),
                run.id(),
                run.image(),
                run.imageId(),
                run.startedAt(),
                run.finishedAt(),
                run.exitCode(),
                run.reason(),
                run.message(),
                of.told());
    }

    private void forget(ContainerId id) {
        var of = reports.remove(id);
        if (of != null) {
            synchronized (of) {
                of.loops.values().forEach(Thread::interrupt);
            }
        }
    }

    /// Ends the probes of a pod.
    void forgetPod(String uid) {
        reports.keySet().stream()
                .filter(each -> each.uid().equals(uid))
                .toList()
                .forEach(this::forget);
    }

    void close() {
        closed = true;
        java.util.List.copyOf(reports.keySet()).forEach(this::forget);
    }
}
