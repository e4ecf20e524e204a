package dev.wavetank.node;

import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;

import org.jspecify.annotations.Nullable;

/// Has a running container probed and acts on what comes of it.
final class Probing {
    private Probing() {}

    static void run(PodDraft draft, ContainerView view) {
        if (!view.running() || view.latest() == null) {
            return;
        }
        ask(draft, view);
        tell(draft, view);
        if (view.verdict(ProbeKind.STARTUP) == ProbeReport.Verdict.FAILING) {
            unhealthy(draft, view, ProbeKind.STARTUP, view.spec().startupProbe());
        } else if (view.verdict(ProbeKind.LIVENESS) == ProbeReport.Verdict.FAILING) {
            unhealthy(draft, view, ProbeKind.LIVENESS, view.spec().livenessProbe());
        }
    }

    private static void ask(PodDraft draft, ContainerView view) {
        var effort = draft.effort(view);
        var probes = effort.probes();
        if (probes.attempt() != view.attempt()) {
            probes = new Effort.Probes(view.attempt(), false, false, 0);
        }
        if (!probes.startup()) {
            probe(draft, view, ProbeKind.STARTUP, view.spec().startupProbe());
        }
        boolean others = view.started() && !probes.others();
        if (others) {
            probe(draft, view, ProbeKind.LIVENESS, view.spec().livenessProbe());
            probe(draft, view, ProbeKind.READINESS, view.spec().readinessProbe());
        }
        draft.remember(
                view,
                effort.with(
                        new Effort.Probes(
                                view.attempt(), true, probes.others() || others, probes.told())));
    }

    private static void probe(
            PodDraft draft, ContainerView view, ProbeKind kind, @Nullable Probe spec) {
        if (spec != null) {
            draft.commands.add(
                    new Command.Probe(
                            new ContainerId(draft.uid(), view.name(), view.attempt()), kind, spec));
        }
    }

    /// Tells each new failure.
    static void tell(PodDraft draft, ContainerView view) {
        if (view.latest() == null) {
            return;
        }
        var effort = draft.effort(view);
        var probes = effort.probes();
        int told = probes.told();
        for (var probe : view.latest().probes().entrySet()) {
            var report = probe.getValue();
            if (report.serial() > probes.told()) {
                told = Math.max(told, report.serial());
                if (!report.passed()) {
                    draft.events.add(
                            Told.warning(
                                    "Unhealthy",
                                    probe.getKey().title() + " probe failed: " + report.message(),
                                    view.name()));
                }
            }
        }
        draft.remember(
                view,
                effort.with(
                        new Effort.Probes(
                                probes.attempt(), probes.startup(), probes.others(), told)));
    }

    private static void unhealthy(
            PodDraft draft, ContainerView view, ProbeKind kind, @Nullable Probe spec) {
        Stopping.unhealthy(
                draft,
                view,
                kind.word(),
                spec == null ? null : spec.terminationGracePeriodSeconds());
    }
}
