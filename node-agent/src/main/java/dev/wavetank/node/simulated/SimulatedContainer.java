package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeMap;

/// One run of a modelled container: a line in time on which only a few moments matter.
///
/// @param startAt when it runs, or ran
/// @param endAt when it ends, as far as that is decided; null for never
/// @param exitCode how it ends then
/// @param reason the reason of that end
/// @param ended whether it has
/// @param hookAt when its `preStop` hook began; null before
/// @param termAt when SIGTERM comes, from which on its app takes no connections; null while nobody
///   asked it to end
/// @param killAt when SIGKILL comes; null while nobody asked it to end
/// @param hung whether it stands still, so that nothing but SIGKILL ends it
/// @param muted whether answers to its probes are lost
/// @param probes those asked for
/// @param reports what was reported of them
record SimulatedContainer(
        ContainerId id,
        int sandbox,
        Container spec,
        Profile profile,
        String imageId,
        String ip,
        Time startAt,
        @Nullable Time endAt,
        int exitCode,
        String reason,
        boolean running,
        boolean ended,
        @Nullable Time hookAt,
        @Nullable Time termAt,
        @Nullable Time killAt,
        boolean hung,
        boolean muted,
        TreeMap<ProbeKind, ProbeTimeline> probes,
        TreeMap<ProbeKind, ProbeReport> reports) {

    /// The exit code of a run that fails and whose profile says 0.
    static final int FAILED = 1;

    static final int KILLED = 137;

    /// The kubelet's minimumGracePeriodInSeconds: what every container has from SIGTERM to SIGKILL.
    private static final Duration GRACE_LEAST = Duration.ofSeconds(2);

    String name() {
        return id.name();
    }

    /// {@return when it answers probes}
    Time readyAt() {
        return startAt.plus(profile.readyAfter());
    }

    /// {@return when it is over: by itself or by SIGKILL; null for never}
    private @Nullable Time overAt() {
        return killed() ? killAt : hung ? null : endAt;
    }

    private boolean killed() {
        return killAt != null && (hung || endAt == null || killAt.before(endAt));
    }

    /// {@return the next moment that matters; null when nothing more will come of itself}
    @Nullable Time next() {
        if (ended) {
            return null;
        } else if (!running) {
            return startAt;
        }
        Time next = overAt();
        for (var probe : probes.values()) {
            long at = probe.next();
            if (at != ProbeTimeline.NEVER) {
                Time time = startAt.plus(Duration.ofNanos(at - startAt.nanos()));
                next = next == null ? time : next.min(time);
            }
        }
        return next;
    }

    /// {@return this after all that is due}
    SimulatedContainer at(Time now) {
        if (ended) {
            return this;
        }
        var changed = this;
        if (!running && !now.before(startAt)) {
            changed = changed.with(true, false);
        }
        Time over = overAt();
        if (over != null && !now.before(over)) {
            return killed()
                    ? changed.die(over, KILLED, "Error").with(true, true)
                    : changed.with(true, true);
        }
        return changed.probed(now);
    }

    private SimulatedContainer probed(Time now) {
        if (probes.values().stream().allMatch(each -> each.next() > now.nanos())) {
            return this;
        }
        var left = new TreeMap<>(probes);
        var told = new TreeMap<>(reports);
        int serial = told.values().stream().mapToInt(ProbeReport::serial).max().orElse(0);
        for (var probe : probes.entrySet()) {
            var timeline = probe.getValue();
            while (timeline.next() <= now.nanos()) {
                timeline = timeline.step();
                serial++;
                var tally = timeline.tally();
                told.put(
                        probe.getKey(),
                        new ProbeReport(
                                tally.verdict(),
                                tally.passed(),
                                tally.passed()
                                        ? ""
                                        : ProbeFailure.message(timeline.spec(), spec, ip, silent()),
                                serial));
            }
            left.put(probe.getKey(), timeline);
        }
        return with(left, told);
    }

    /// {@return this, probed from now on}
    SimulatedContainer probe(ProbeKind kind, dev.wavetank.cluster.model.Probe spec, Time now) {
        if (ended || probes.containsKey(kind)) {
            return this;
        }
        Time due = startAt.plus(Duration.ofSeconds(spec.initialDelaySeconds()));
        Time first = due.before(now) ? now : due;
        var more = new TreeMap<>(probes);
        more.put(
                kind,
                ProbeTimeline.of(
                        kind,
                        spec,
                        first.nanos(),
                        readyAt().nanos(),
                        silent() ? readyAt().nanos() : silentAt()));
        return with(more, reports);
    }

    /// When it answers no probes any more, by its profile.
    private long silentAt() {
        Duration fails = profile.failProbeAfter();
        return fails == null ? ProbeTimeline.NEVER : startAt.plus(fails).nanos();
    }

    /// {@return what comes of a connection to its app}
    Listeners.Answer connect(Time now) {
        boolean listens =
                running
                        && !ended
                        && !now.before(readyAt())
                        && now.nanos() < silentAt()
                        && (hung || termAt == null || now.before(termAt));
        if (!listens) {
            return Listeners.Answer.REFUSED;
        }
        return hung ? Listeners.Answer.SILENT : Listeners.Answer.SERVED;
    }

    /// Whether no answer to a probe comes back.
    private boolean silent() {
        return hung || muted;
    }

    /// {@return this, its answers to probes lost from now on, or heard again}
    SimulatedContainer mute(boolean mutes, Time now) {
        return ended || muted == mutes ? this : silenced(hung, mutes, endAt, now);
    }

    /// {@return this, standing still from now on, or going on with what was due meanwhile}
    SimulatedContainer hang(boolean hangs, Time now) {
        if (ended || hung == hangs) {
            return this;
        }
        return silenced(
                hangs, muted, endAt != null && !hangs && endAt.before(now) ? now : endAt, now);
    }

    private SimulatedContainer silenced(
            boolean hangs, boolean mutes, @Nullable Time due, Time now) {
        Time up = readyAt().before(now) ? now : readyAt();
        boolean silences = hangs || mutes;
        var answering = new TreeMap<>(probes);
        if (silences != silent()) {
            answering.replaceAll((_, probe) ->
                    silences
                            ? probe.answering(probe.up(), now.nanos())
                            : probe.answering(up.nanos(), silentAt()));
        }
        return new SimulatedContainer(
                id, sandbox, spec, profile, imageId, ip, startAt, due, exitCode, reason, running,
                ended, hookAt, termAt, killAt, hangs, mutes, answering, reports);
    }

    /// {@return this, its `preStop` hook begun}
    SimulatedContainer preStop(Time now) {
        return ended || hookAt != null
                ? this
                : stopping(now, endAt, exitCode, reason, termAt, killAt);
    }

    /// {@return this, told to end: it does so after its hook and its reaction, or is killed}
    SimulatedContainer stop(Duration grace, Time now) {
        if (ended) {
            return this;
        }
        Time begun = hookAt == null ? now : hookAt;
        Time term = begun.plus(Hook.preStop(spec)).min(now.plus(grace));
        term = term.before(now) ? now : term;
        Time asked = term.plus(profile.stopAfter());
        Time kill = now.plus(grace);
        Time least = term.plus(GRACE_LEAST);
        kill = kill.before(least) ? least : kill;
        boolean sooner = endAt == null || asked.before(endAt);
        return stopping(
                begun,
                sooner ? asked : endAt,
                sooner ? 0 : exitCode,
                sooner ? "Completed" : reason,
                termAt == null ? term : term.min(termAt),
                killAt == null ? kill : kill.min(killAt));
    }

    private SimulatedContainer stopping(
            Time hook,
            @Nullable Time end,
            int code,
            String why,
            @Nullable Time term,
            @Nullable Time kill) {
        return new SimulatedContainer(
                id, sandbox, spec, profile, imageId, ip, startAt, end, code, why, running, ended,
                hook, term, kill, hung, muted, probes, reports);
    }

    /// {@return this, to end at a moment, whatever else was to come}
    SimulatedContainer die(Time at, int code, String why) {
        return new SimulatedContainer(
                id, sandbox, spec, profile, imageId, ip, startAt, at, code, why, running, ended,
                hookAt, termAt, null, false, false, probes, reports);
    }

    /// {@return this, ended now; as it is when it does not run}
    SimulatedContainer crash(Time now, int code, String why) {
        return running && !ended ? die(now, code, why) : this;
    }

    private SimulatedContainer with(boolean runs, boolean over) {
        return new SimulatedContainer(
                id, sandbox, spec, profile, imageId, ip, startAt, endAt, exitCode, reason, runs,
                over, hookAt, termAt, killAt, hung, muted, probes, reports);
    }

    private SimulatedContainer with(
            TreeMap<ProbeKind, ProbeTimeline> timelines, TreeMap<ProbeKind, ProbeReport> told) {
        return new SimulatedContainer(
                id, sandbox, spec, profile, imageId, ip, startAt, endAt, exitCode, reason, running,
                ended, hookAt, termAt, killAt, hung, muted, timelines, told);
    }

    ObservedContainer observed() {
        boolean startedOnce = running || ended;
        return new ObservedContainer(
                id.name(),
                id.attempt(),
                sandbox,
                ended
                        ? ObservedContainer.State.EXITED
                        : running
                                ? ObservedContainer.State.RUNNING
                                : ObservedContainer.State.CREATED,
                "wavetank://" + Hashes.hex(id.toString()),
                spec.image(),
                imageId,
                startedOnce ? startAt.wall() : null,
                ended ? finishedAt() : null,
                ended ? exitCode : 0,
                ended ? reason : "",
                "",
                Collections.unmodifiableSortedMap(reports));
    }

    private @Nullable Instant finishedAt() {
        return endAt == null ? null : endAt.wall();
    }
}
