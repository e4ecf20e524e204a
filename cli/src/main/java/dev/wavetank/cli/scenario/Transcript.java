package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.FaultRecord;

import java.time.Duration;
import java.util.Locale;

/// Prints a run for people: its timeline while it lasts, then what came of it.
final class Transcript {
    private final Terminal terminal;
    private final boolean whole;

    /// @param whole whether to print also what single pods do
    Transcript(Terminal terminal, boolean whole) {
        this.terminal = terminal;
        this.whole = whole;
    }

    void line(Entry entry) {
        if (entry.sort() == Entry.Sort.POD && !whole) {
            return;
        }
        String text =
                entry.subject().isEmpty() ? entry.text() : entry.subject() + "  " + entry.text();
        terminal.line(
                terminal.faint(clock(entry.at().nanos())) + "  " + coloured(entry.sort(), text));
    }

    private String coloured(Entry.Sort sort, String text) {
        return switch (sort) {
            case PHASE -> terminal.bold(text);
            case FAULT_BEGINS, FAULT_ENDS -> terminal.yellow(text);
            case HOLDS_AGAIN -> terminal.green(text);
            case FAILS, VIOLATION -> terminal.red(text);
            case DECISION, POD -> terminal.faint(text);
            case STEP, NODE, WORKLOAD -> text;
        };
    }

    /// {@return the cluster's clock: `07:12.3`, or `1:07:12.3` after an hour}
    static String clock(long nanos) {
        long tenths = nanos / 100_000_000;
        long hours = tenths / 36_000;
        String rest =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d.%d",
                        tenths / 600 % 60,
                        tenths / 10 % 60,
                        tenths % 10);
        return hours == 0 ? rest : hours + ":" + rest;
    }

    void summary(Result result) {
        terminal.line("");
        for (var fault : result.faults()) {
            terminal.line("fault " + fault.number() + ": " + fault(fault, result.methodBegan()));
        }
        for (var check : result.checks()) {
            check(check, result.methodBegan());
        }
        for (var violation : result.violations()) {
            terminal.line(
                    terminal.red("violated: ")
                            + violation.invariant()
                            + " at "
                            + since(result.methodBegan(), violation.at())
                            + ": "
                            + violation.problem());
        }
        for (String missing : result.unsettled()) {
            terminal.line(terminal.red("not healed: ") + missing);
        }
        terminal.line("");
        terminal.line(terminal.bold(verdict(result.verdict())));
    }

    private String fault(FaultRecord fault, Time start) {
        String targets = fault.targets().isEmpty() ? "nothing" : String.join(", ", fault.targets());
        var ended = fault.ended();
        String when =
                ended == null || ended.equals(fault.began())
                        ? "at " + since(start, fault.began())
                        : "from " + since(start, fault.began()) + " to " + since(start, ended);
        var recovered = fault.recovered();
        String came =
                !fault.harmed()
                        ? "nothing that has to hold was harmed"
                        : recovered == null
                                ? terminal.red("never recovered")
                                : "recovered "
                                        + seconds(recovered.since(fault.began()))
                                        + " after it began";
        return fault.name() + " of " + targets + " " + when + "; " + came;
    }

    private void check(Check check, Time start) {
        var failedAt = check.failedAt();
        if (failedAt == null) {
            terminal.line(terminal.green("held: ") + check.name());
        } else {
            terminal.line(
                    terminal.red("failed: ")
                            + check.name()
                            + " at "
                            + since(start, failedAt)
                            + ": "
                            + check.found());
        }
    }

    private static String since(Time start, Time time) {
        var since = time.since(start);
        return since.isNegative() ? "the start" : clock(since.toNanos());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case ASSERTION_FAILED -> "failed: something did not hold that has to";
            case INVARIANT_VIOLATED -> "failed: the cluster did what it must never do";
            case NOT_CONVERGED -> "failed: the cluster did not heal";
            case INTERRUPTED -> "interrupted";
        };
    }
}
