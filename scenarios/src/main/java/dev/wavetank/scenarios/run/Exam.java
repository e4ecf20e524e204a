package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Sight;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Asks a scenario's assertions when they have to hold, and keeps the answers.
final class Exam {
    private final List<Question> questions = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final BiConsumer<Check, Time> told;

    /// An assertion that has to hold all the time, or all the time that faults are active.
    private static final class Question {
        final Assertion assertion;
        final Condition condition;
        @Nullable Time failsSince;
        @Nullable Time failedAt;
        String found = "";

        Question(Assertion assertion, Condition condition) {
            this.assertion = assertion;
            this.condition = condition;
        }

        Check check() {
            return new Check(assertion.name(), when(assertion), assertion.that(), failedAt, found);
        }
    }

    /// @param conditions makes a condition of an expression
    /// @param told hears each failure once, when it happens
    Exam(
            List<Assertion> assertions,
            Function<String, Condition> conditions,
            BiConsumer<Check, Time> told) {
        this.told = told;
        for (var assertion : assertions) {
            questions.add(new Question(assertion, conditions.apply(assertion.that())));
        }
    }

    private static String when(Assertion assertion) {
        return switch (assertion.mode()) {
            case START -> "start";
            case END -> "end";
            case CONTINUOUS -> "continuous";
            case DURING_FAULTS -> "during-faults";
        };
    }

    /// {@return whether anything has to hold also between the start and the end}
    boolean watches() {
        return questions.stream()
                .anyMatch(each ->
                        each.assertion.mode() == Assertion.Mode.CONTINUOUS
                                || each.assertion.mode() == Assertion.Mode.DURING_FAULTS);
    }

    /// Asks what has to hold at one moment.
    void ask(Assertion.Mode mode, Sight sight) {
        for (var question : questions) {
            if (question.assertion.mode() == mode) {
                judge(question, question.condition.test(sight), sight.now());
            }
        }
    }

    /// Asks what has to hold all the time.
    void look(Sight sight) {
        for (var question : questions) {
            boolean asked =
                    switch (question.assertion.mode()) {
                        case CONTINUOUS -> true;
                        case DURING_FAULTS -> !sight.faults().isEmpty();
                        case START, END -> false;
                    };
            if (!asked) {
                question.failsSince = null;
            } else if (question.failedAt == null) {
                watch(question, sight);
            }
        }
    }

    private void watch(Question question, Sight sight) {
        var finding = question.condition.test(sight);
        if (finding.holds()) {
            question.failsSince = null;
            return;
        }
        if (question.failsSince == null) {
            question.failsSince = sight.now();
        }
        if (sight.now().since(question.failsSince).compareTo(question.assertion.tolerance()) >= 0) {
            judge(question, finding, sight.now());
        }
    }

    private void judge(Question question, Condition.Finding finding, Time now) {
        if (!finding.holds() && question.failedAt == null) {
            question.failedAt = now;
            question.found = finding.found();
            told.accept(question.check(), now);
        }
    }

    /// Takes in what came of a check that is no assertion: a step's, or of the steady state.
    void add(Check check) {
        checks.add(check);
        if (check.failedAt() != null) {
            told.accept(check, check.failedAt());
        }
    }

    /// {@return what came of everything that was asked}
    List<Check> checks() {
        var all = new ArrayList<Check>();
        questions.forEach(each -> all.add(each.check()));
        all.addAll(checks);
        return all;
    }

    boolean failed() {
        return checks().stream().anyMatch(check -> !check.passed());
    }
}
