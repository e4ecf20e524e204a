package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.format.Spans;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Chaos Mesh's Schedule and Workflow are told as the steps that they come to.
final class ChaosMeshTest {
    private static final String KILL = "podChaos: {action: pod-kill, mode: one, selector: {}}";
    private static final String FAIL =
            "podChaos: {action: pod-failure, mode: one, selector: {}, duration: 5s}";

    private static String schedule(String fields) {
        return Reading.spec(
                "liveness: {healAfter: 20s}, method: [{fault: {apiVersion: chaos-mesh.org/v1alpha1,"
                        + " kind: Schedule, spec: {type: PodChaos, historyLimit: 5, "
                        + fields
                        + "}}}]");
    }

    private static String workflow(String templates) {
        return Reading.spec("")
                + "---\n{apiVersion: chaos-mesh.org/v1alpha1, kind: Workflow, metadata: {name: w},"
                + " spec: {entry: e, templates: [\n"
                + templates
                + "\n]}}";
    }

    private static String told(String text) {
        return Reading.scenario(text).method().stream()
                .map(ChaosMeshTest::told)
                .collect(Collectors.joining(" "));
    }

    private static String told(Step step) {
        return told(step.deed());
    }

    private static String told(List<Step> steps) {
        return steps.stream().map(ChaosMeshTest::told).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String told(Deed deed) {
        return switch (deed) {
            case Deed.Inject inject -> {
                var fault = (PodChaos) inject.fault();
                var span = fault.duration();
                yield fault.verb() + (span == null ? "" : " " + Spans.write(span));
            }
            case Deed.Wait wait -> "wait " + Spans.write(wait.time());
            case Deed.Sequence sequence -> "in turn " + told(sequence.steps());
            case Deed.Parallel parallel -> "beside " + told(parallel.steps());
            case Deed.Repeat repeat ->
                    repeat.times() + "x" + Spans.write(repeat.every()) + told(repeat.steps());
            case Deed.Apply _,
                    Deed.Patch _,
                    Deed.Scale _,
                    Deed.Delete _,
                    Deed.WaitUntil _,
                    Deed.Check _ ->
                    throw new AssertionError("not from Chaos Mesh: " + deed);
        };
    }

    @Test
    void whatIsEveryTwoSecondsRepeatsUntilTheChaosEnds() {
        assertThat(told(schedule("schedule: '@every 2s', " + KILL)))
                .isEqualTo("in turn (wait 2s, 9x2s(pod-kill))");
    }

    @Test
    void whatIsDueWhileTheOneBeforeLastsIsLeftOutUnlessThatIsAllowed() {
        assertThat(told(schedule("schedule: '@every 2s', " + FAIL)))
                .isEqualTo("in turn (wait 2s, 3x6s(pod-failure 5s))");
        assertThat(told(schedule("schedule: '@every 8s', concurrencyPolicy: Allow, " + FAIL)))
                .isEqualTo("in turn (wait 8s, 2x8s(pod-failure 5s))");
        assertThat(told(schedule("schedule: '@every 4s', concurrencyPolicy: Allow, " + FAIL)))
                .startsWith("beside (in turn (wait 4s, pod-failure 5s), in turn (wait 8s");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */5 * * * * *  | 5s 10s 15s
                    7,9 * * * * *  | 7s 9s 1m7s 1m9s
                    30-32 0 * * * ?| 30s 31s 32s 1h30s
                    10/20 * * * * *| 10s 30s 50s 1m10s
                    30 * * * *     | 30m 1h30m
                    @hourly        | 1h 2h
                    @daily         | 24h 48h
                    0 12 * * FRI   | 36h 204h
                    0 0 2 feb *    | 768h
                    0 0 2 * sun    | 24h 72h 240h
                    """)
    void cronCountsFromThursdayTheFirstOfJanuary(String text, String due) {
        var cron = requireNonNull(Cron.of(text));

        assertThat(
                        cron.due(Duration.ofDays(60), 50).stream()
                                .map(Spans::write)
                                .limit(due.split(" ").length)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * *
                    60 * * * *
                    a * * * *
                    */0 * * * *
                    5-1 * * * *
                    @every
                    @every -2s
                    * * * * * * *
                    """)
    void whatIsNoCronIsNone(String text) {
        assertThat(Cron.of(text)).isNull();
    }

    @Test
    void aScheduleThatIsWrongSaysWhere() {
        assertThat(Reading.problems(schedule("schedule: often, " + KILL)))
                .singleElement()
                .asString()
                .startsWith(
                        "tale.yaml:2:150: spec.method[0].fault.spec.schedule: found \"often\";"
                                + " allowed: five fields of cron");
        assertThat(Reading.problems(schedule("schedule: '@every 1h', " + KILL)))
                .singleElement()
                .asString()
                .endsWith("is due never before the chaos ends");
        assertThat(
                        Reading.problems(
                                schedule("schedule: '@every 2s', " + KILL)
                                        .replace("liveness: {healAfter: 20s}, ", "")))
                .singleElement()
                .asString()
                .contains("has no end; needed: liveness.healAfter");
    }

    @Test
    void aWorkflowIsItsTemplatesInTurnAndBesideEachOther() {
        assertThat(
                        told(
                                workflow(
                                        """
                                        {name: e, templateType: Serial, children: [a, b, c]},
                                        {name: a, templateType: PodChaos, deadline: 10s, %s},
                                        {name: b, templateType: Suspend, deadline: 20s},
                                        {name: c, templateType: Parallel, deadline: 7s, children: [d, f]},
                                        {name: d, templateType: PodChaos, %s},
                                        {name: f, templateType: Schedule, deadline: 40s, schedule:
                                          {schedule: '@every 2s', type: PodChaos, %s}}
                                        """
                                                .formatted(FAIL, KILL, KILL))))
                .isEqualTo(
                        "in turn (beside (pod-failure 5s, wait 10s), wait 20s, beside (pod-kill,"
                                + " beside (in turn (wait 2s, 3x2s(pod-kill)), wait 7s)))");
    }

    @Test
    void aDeadlineCutsOffWhatIsBeyondIt() {
        assertThat(
                        told(
                                workflow(
                                        """
                                        {name: e, templateType: Serial, deadline: 12s, children: [a, b, b, a]},
                                        {name: a, templateType: PodChaos, %s},
                                        {name: b, templateType: Suspend, deadline: 6s}
                                        """
                                                .formatted(FAIL))))
                .isEqualTo("in turn (pod-failure 5s, wait 6s, wait 1s)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {name: e, templateType: Serial, children: [x]}  | 6:44: spec.templates[0].children[0]: found "x", which is no template; allowed: e
                    {name: e, templateType: Serial, children: [e]}  | 6:44: spec.templates[0].children[0]: is part of itself
                    {name: e, templateType: Suspend}                | 6:1: spec.templates[0]: needs a deadline, since nothing else says when it ends
                    {name: e, templateType: Suspend, deadline: x}   | 6:44: spec.templates[0].deadline: found "x"; allowed: a duration such as 30s
                    {name: e, templateType: Task}                   | 6:25: spec.templates[0].templateType: Task does not exist here, since nothing runs its container; apply and waitUntil in the Scenario's method do what it would
                    {name: e, templateType: StatusCheck}            | 6:25: spec.templates[0].templateType: StatusCheck does not exist here; it asks over HTTP, and nothing answers that here; assertions, waitUntil and check ask in CEL
                    {name: e, templateType: PodChaos, deadline: 5s, podChaos: {action: pod-kil, mode: one, selector: {}}} | 6:68: spec.templates[0].podChaos.action: found "pod-kil"; allowed: pod-kill, pod-failure or container-kill; did you mean pod-kill?
                    """)
    void aWorkflowThatIsWrongSaysWhere(String template, String problem) {
        assertThat(Reading.problems(workflow(template))).contains("tale.yaml:" + problem);
    }
}
