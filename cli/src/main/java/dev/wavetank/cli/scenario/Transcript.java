package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.report.Words;
import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Violation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Prints a run for people: its timeline while it lasts, then what came of it. All times are the
/// cluster's own clock. No line is longer than a terminal is wide, unless a single word is.
final class Transcript {
    private static final int WIDTH = 80;
    private static final int CLOCK = 9;
    private static final int WORD = 10;

    /// From then on the time that passed is worth a line of its own.
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final Terminal terminal;
    private final boolean whole;
    private @Nullable Time last;

    /// @param whole whether to print also what single pods do and components decide
    Transcript(Terminal terminal, boolean whole) {
        this.terminal = terminal;
        this.whole = whole;
    }

    void line(Entry entry) {
        var hidden = whole ? Entry.Level.SUMMARY : Entry.Level.DETAIL;
        if (entry.level() == hidden) {
            return;
        }
        var before = last;
        if (before != null && entry.at().since(before).compareTo(QUIET) >= 0) {
            String passed = Spoken.duration(entry.at().since(before));
            terminal.line(terminal.faint(" ".repeat(CLOCK) + "... " + passed + " later"));
        }
        last = entry.at();
        print(
                Spoken.clock(entry.at().nanos()),
                entry.sort().word(),
                entry.sentence(),
                style(entry.sort()));
    }

    private UnaryOperator<String> style(Entry.Sort sort) {
        return switch (sort) {
            case PHASE -> terminal::bold;
            case FAULT_BEGINS, FAULT_ENDS -> terminal::yellow;
            case HOLDS_AGAIN -> terminal::green;
            case FAILS, VIOLATION -> terminal::red;
            case DECISION, POD -> terminal::faint;
            case STEP, NODE, WORKLOAD -> text -> text;
        };
    }

    /// Two narrow columns and a wide one.
    private void print(String first, String second, String text, UnaryOperator<String> style) {
        String left = padded(first, CLOCK) + padded(second, WORD);
        var lines = wrapped(text, WIDTH - left.length());
        terminal.line(terminal.faint(left) + style.apply(lines.getFirst()));
        for (String more : lines.subList(1, lines.size())) {
            terminal.line(" ".repeat(left.length()) + style.apply(more));
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    /// {@return the text in lines of at most this width; a longer word has a line of its own}
    static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    void summary(Result result) {
        terminal.line("");
        result.faults().forEach(this::fault);
        result.checks().forEach(this::check);
        result.violations().forEach(this::violation);
        result.unsettled().forEach(missing -> print("amiss", "", missing, terminal::red));
        terminal.line("");
        boolean passed = result.verdict() == Verdict.PASSED;
        String verdict = Words.of(result.verdict());
        terminal.line(terminal.bold(passed ? terminal.green(verdict) : terminal.red(verdict)));
    }

    private void fault(FaultRecord fault) {
        var ended = fault.ended();
        String began = Spoken.clock(fault.began().nanos());
        String when =
                ended == null || fault.fault().momentary()
                        ? " at " + began
                        : " from " + began + " to " + Spoken.clock(ended.nanos());
        String targets = fault.targets().isEmpty() ? "nothing" : String.join(", ", fault.targets());
        boolean never = fault.harmed() && fault.recovered() == null;
        print(
                "fault " + fault.number(),
                "",
                fault.name() + " of " + targets + when + ": " + Words.recovery(fault),
                never ? terminal::red : text -> text);
    }

    private void check(Check check) {
        var failedAt = check.failedAt();
        if (failedAt == null) {
            print("held", "", check.name(), terminal::green);
        } else {
            String at = " at " + Spoken.clock(failedAt.nanos());
            print("failed", "", check.name() + at + ": " + check.found(), terminal::red);
        }
    }

    private void violation(Violation violation) {
        String at = " at " + Spoken.clock(violation.at().nanos()) + ": ";
        String objects =
                violation.objects().isEmpty()
                        ? ""
                        : " [" + String.join(", ", violation.objects()) + "]";
        print(
                "violated",
                "",
                violation.invariant() + at + violation.problem() + objects,
                terminal::red);
    }
}
