package dev.wavetank.node.simulated;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;
import dev.wavetank.node.runtime.Result.Line;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a modelled container has written by a moment: computed from its line in time, never stored.
final class SimulatedLog {
    /// As many lines as are kept; real logs are rotated.
    private static final long KEPT = 1000;

    private SimulatedLog() {}

    static Result.Log read(SimulatedContainer run, Command.Logs asked, Time now) {
        long repeated = repeated(run, now);
        long opening = opening(run, now);
        boolean over = run.ended();
        long total = opening + repeated + (over ? 1 : 0);
        long from = Math.max(asked.after(), total - KEPT);
        var lines = new ArrayList<Line>();
        for (long position = from + 1; position <= total; position++) {
            Line line = line(run, position, opening, repeated);
            if (asked.since() == null || !line.time().isBefore(asked.since())) {
                lines.add(line);
            }
        }
        Integer tail = asked.tail();
        List<Line> last =
                tail == null || tail >= lines.size()
                        ? lines
                        : lines.subList(lines.size() - Math.max(0, tail), lines.size());
        return new Result.Log(last, total, over);
    }

    /// {@return when the next line comes of itself; null when none does}
    static @Nullable Time next(SimulatedContainer run, Time now) {
        if (run.ended()) {
            return null;
        }
        if (now.before(run.startAt())) {
            return run.startAt();
        } else if (now.before(run.readyAt())) {
            return run.readyAt();
        }
        Duration every = run.profile().logEvery();
        return run.profile().log().isEmpty() || every == null
                ? run.endAt()
                : run.readyAt().plus(every.multipliedBy(repeated(run, now)));
    }

    /// {@return how many lines tell of start and readiness}
    private static long opening(SimulatedContainer run, Time now) {
        Time until = until(run, now);
        return until.before(run.startAt()) || !(run.running() || run.ended())
                ? 0
                : until.before(run.readyAt()) ? 1 : 2;
    }

    private static long repeated(SimulatedContainer run, Time now) {
        var since = until(run, now).since(run.readyAt());
        if (run.profile().log().isEmpty() || since.isNegative()) {
            return 0;
        }
        Duration every = run.profile().logEvery();
        return every == null ? 1 : since.toNanos() / every.toNanos() + 1;
    }

    private static Time until(SimulatedContainer run, Time now) {
        Time end = run.endAt();
        return run.ended() && end != null ? end.min(now) : now;
    }

    private static Line line(SimulatedContainer run, long position, long opening, long repeated) {
        if (position == 1 && opening > 0) {
            return new Line(
                    run.startAt().wall(),
                    run.name()
                            + ": started, run "
                            + (run.id().attempt() + 1)
                            + " of "
                            + run.spec().image());
        } else if (position == 2 && opening > 1) {
            return new Line(run.readyAt().wall(), run.name() + ": ready");
        } else if (position <= opening + repeated) {
            Duration every = run.profile().logEvery();
            long number = position - opening - 1;
            Time at =
                    every == null ? run.readyAt() : run.readyAt().plus(every.multipliedBy(number));
            return new Line(at.wall(), run.profile().log());
        }
        Time end = run.endAt() == null ? run.startAt() : run.endAt();
        return new Line(end.wall(), run.name() + ": ended with exit code " + run.exitCode());
    }
}
