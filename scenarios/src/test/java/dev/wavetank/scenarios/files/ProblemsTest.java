package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of mistake, with its place: the line is always the second.
final class ProblemsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {wiat: 3s}                | 2: spec.method[0].wiat: unknown field; allowed: name, at, trigger, background, fault, apply, patch, scale, delete, wait, waitUntil, check, sequence, parallel or repeat; did you mean wait?
                    {wait: soon}              | 8: spec.method[0].wait: found "soon"; allowed: a duration such as 30s, 1m30s or 500ms
                    {wait: 30}                | 8: spec.method[0].wait: found the number 30; allowed: a duration such as 30s, 1m30s or 500ms
                    {name: x}                 | 1: spec.method[0]: does nothing; one of these is needed: fault, apply, patch, scale, delete, wait, waitUntil, check, sequence, parallel or repeat
                    {wait: 1s, check: "true"} | 12: spec.method[0].check: is beside wait; only one of them is allowed
                    {parallel: {wait: 1s}}    | 12: spec.method[0].parallel: found an object; allowed: a list
                    {check: 5}                | 9: spec.method[0].check: found the number 5; allowed: a CEL expression
                    {check: a && wrong}       | 14: spec.method[0].check: undeclared reference
                    {check: 'a  wrong'}       | 13: spec.method[0].check: undeclared reference
                    {delete: web}             | 10: spec.method[0].delete: found "web"; allowed: an object such as deployments/shop/web or nodes/node-1
                    {scale: {object: a/b/c}}  | 9: spec.method[0].scale.replicas: is missing: how many; allowed: a whole number
                    {wait: 1s, wait: 2s}      | 12: spec.method[0].wait: stands there more than once; allowed: once
                    {wait: 1s, at: 1s, trigger: {component: c, way: sends, verb: create, resource: pods}} | 20: spec.method[0].trigger: is beside at; allowed: a time or a change of state
                    {wait: 1s, trigger: {component: c, way: sends, verb: make, resource: pods}} | 54: spec.method[0].trigger.verb: found "make"; allowed: create, update or delete
                    {repeat: {times: 0, steps: []}} | 18: spec.method[0].repeat.times: found 0; it needs a whole number from 1
                    {apply: [{sample: shpo}]} | 19: spec.method[0].apply[0].sample: there is no sample "shpo"; samples: shop
                    {apply: [{sample: shop, version: 9}]} | 34: spec.method[0].apply[0].version: sample "shop" has no version "9"; versions: 1, 2
                    {apply: [{file: no.yaml}]} | 17: spec.method[0].apply[0].file: found "no.yaml", which cannot be read; allowed: a file, its path relative to this one
                    {apply: [{file: a, sample: b}]} | 10: spec.method[0].apply[0]: found 2 of sample, file and object; allowed: exactly one, or an object with apiVersion and kind itself
                    {apply: [{kind: Pod, metadata: {name: p}}]} | 10: spec.method[0].apply[0].apiVersion: found nothing; needed: such as v1 or apps/v1
                    """)
    void aStepThatIsWrong(String step, String problem) {
        assertThat(Reading.problems(Reading.step(step))).containsExactly("tale.yaml:2:" + problem);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    PodChaos | action: pod-kil, mode: one, selector: {} | 41: spec.action: found "pod-kil"; allowed: pod-kill, pod-failure or container-kill; did you mean pod-kill?
                    PodChaos | action: pod-kill, mode: one              | 32: spec.selector: is missing: which pods; allowed: the fields namespaces, labelSelectors, expressionSelectors, annotationSelectors, fieldSelectors, podPhaseSelectors, nodes, nodeSelectors, pods
                    PodChaos | action: pod-failure, mode: one, selector: {} | 32: spec.duration: is missing; pod-failure needs it
                    PodChaos | action: pod-kill, mode: fixed, selector: {}  | 32: spec.value: found ""; mode fixed needs a whole number from 1, such as "2"
                    PodChaos | action: pod-kill, mode: fixed-percent, value: "101", selector: {} | 79: spec.value: found "101"; mode fixed-percent needs percent from 1 to 100, such as "50"
                    PodChaos | action: pod-kill, mode: fixed, value: 2, selector: {} | 71: spec.value: found the number 2; allowed: a string, in quotes
                    PodChaos | action: pod-kill, mode: one, selector: {podPhaseSelectors: [Runing]} | 93: spec.selector.podPhaseSelectors[0]: found "Runing"; allowed: Pending, Running, Succeeded, Failed or Unknown; did you mean Running?
                    NetworkChaos | action: delay, mode: one, selector: {} | 36: spec.delay: is missing; delay needs it
                    NetworkChaos | action: partition, mode: one, selector: {}, device: eth0 | 81: spec.device: is Chaos Mesh's, and has no counterpart here yet
                    NetworkChaos | action: loss, mode: one, selector: {}, loss: {loss: "many"} | 89: spec.loss.loss: found "many"; it needs percent from 0 to 100, such as "25"
                    TimeChaos | mode: one, selector: {}                 | 33: spec.timeOffset: is missing: by how much their clock is ahead, such as -10m100ns; allowed: a duration such as 30s, 1m30s or 500ms
                    NodeChaos | action: clock-skew, mode: one, selector: {} | 33: spec.timeOffset: is missing; clock-skew needs it
                    ControlPlaneChaos | action: crash                   | 41: spec.components: is missing; crash needs it
                    ControlPlaneChaos | action: crash-after, components: [scheduler] | 41: spec.actions: is missing; crash-after needs it
                    ControlPlaneChaos | action: server-slow             | 41: spec.latency: is missing; server-slow needs it
                    ControlPlaneChaos | action: api-error, components: [c], code: 404 | 84: spec.code: found 404; api-error needs 409, 429, 500 or 503
                    ControlPlaneChaos | action: server-crash, duration: 0s | 74: spec.duration: found "0s"; it needs more than 0s
                    PodChoas | action: x                                | 16: kind: found "PodChoas"; allowed: ControlPlaneChaos, NetworkChaos, NodeChaos, PodChaos, TimeChaos, Schedule or Workflow; did you mean PodChaos?
                    StressChaos | mode: one                             | 16: kind: StressChaos does not exist here; what happens inside of containers is not modelled; PodChaos pod-failure makes them answer nothing, NodeChaos container-crash and container-oom end them
                    IOChaos | mode: one                                 | 16: kind: IOChaos does not exist here; containers have no disks here; ControlPlaneChaos disk-full and journal-failure act on the API server's
                    """)
    void aFaultThatIsWrong(String kind, String spec, String problem) {
        String step = "{fault: {kind: " + kind + ", spec: {" + spec + "}}}";

        String told = problem.replaceFirst(": ", ": spec.method[0].fault.");
        assertThat(Reading.problems(Reading.step(step))).containsExactly("tale.yaml:2:" + told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    invariants: [one-leadr]     | 14: spec.invariants[0]: found "one-leadr"; allowed: pods-fit-their-node or one-leader; did you mean one-leader?
                    cluster: {nodes: 0}         | 18: spec.cluster.nodes: found 0; a cluster needs from 1 to 5000
                    cluster: {nodes: 2.5}       | 18: spec.cluster.nodes: found the number 2.5; allowed: a whole number
                    cluster: {cpu: lots}        | 16: spec.cluster.cpu: found "lots"; allowed: a quantity such as 2, 500m or 8Gi
                    cluster: {nodes: 1, zones: [a, b]} | 28: spec.cluster.zones: found 2 zones for 1 nodes; allowed: at most as many
                    cluster: {zones: ["a b"]}   | 19: spec.cluster.zones[0]: found "a b"; allowed: a label's value such as zone-a
                    liveness: {keepDown: 3}     | 22: spec.liveness.keepDown: found 3; a cluster of 3 nodes needs at least one that lives
                    traffic: [{name: t, service: gateway, perSecond: 1}] | 30: spec.traffic[0].service: found "gateway"; allowed: a Service such as shop/gateway
                    traffic: [{name: t, service: a/b, perSecond: 0}] | 46: spec.traffic[0].perSecond: found "0"; it needs more than 0
                    traffic: [{name: t, service: a/b, perSecond: 1, from: n-1}] | 55: spec.traffic[0].from: found "n-1"; allowed: node-1, node-2 or node-3
                    traffic: [{name: T, service: a/b, perSecond: 1}] | 18: spec.traffic[0].name: found "T"; allowed: a name such as web
                    """)
    void aPlanThatIsWrong(String fields, String problem) {
        assertThat(Reading.problems(Reading.spec(fields)))
                .containsExactly("tale.yaml:2:" + problem);
    }

    @Test
    void aMistakeInAnExpressionIsFoundHoweverItIsWritten() {
        String text =
                """
                apiVersion: wavetank.dev/v1alpha1
                kind: Scenario
                metadata: {name: tale}
                spec:
                  title: T
                  method:
                  - check: |
                      a &&
                        wrong
                  - check: >-
                      a &&

                      wrong
                  - check: "a && \\"b\\\\\\\\\\" &&
                      wrong"
                  - check: 'it''s
                      wrong'
                """;

        assertThat(Reading.problems(text))
                .containsExactly(
                        "tale.yaml:9:9: spec.method[0].check: undeclared reference",
                        "tale.yaml:13:7: spec.method[1].check: undeclared reference",
                        "tale.yaml:15:7: spec.method[2].check: undeclared reference",
                        "tale.yaml:17:7: spec.method[3].check: undeclared reference");
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        assertThat(
                        Reading.problems(
                                """
                                apiVersion: wavetank.dev/v1
                                kind: Scenario
                                metadata: {name: Tale}
                                spec:
                                  method:
                                  - wait: now
                                ---
                                kind: Pod
                                """))
                .containsExactly(
                        "tale.yaml:1:13: apiVersion: found \"wavetank.dev/v1\"; allowed:"
                                + " wavetank.dev/v1alpha1",
                        "tale.yaml:3:18: metadata.name: found \"Tale\"; allowed: a name of up to"
                                + " 63 lower case letters, digits and dashes",
                        "tale.yaml:5:3: spec.title: is missing: the scenario in one line; allowed:"
                                + " a string",
                        "tale.yaml:6:11: spec.method[0].wait: found \"now\"; allowed: a duration"
                                + " such as 30s, 1m30s or 500ms",
                        "tale.yaml:8:1: apiVersion: found nothing; needed: such as v1 or apps/v1",
                        "tale.yaml:8:1: metadata.name: found nothing; needed: the object's name");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: b: c           | 1:5: not YAML: mapping values are not allowed in this context
                    ``                | 1:1: has no document of kind Scenario; needed: one
                    [1]               | 1:1: has no document of kind Scenario; needed: one
                    kind: Scenario    | 1:1: spec: found nothing; needed: the scenario
                    """)
    void whatIsNoScenarioIsToldSo(String text, String problem) {
        assertThat(Reading.problems(text)).contains("tale.yaml:" + problem);
    }
}
