package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;

import org.junit.jupiter.api.Test;

import java.util.List;

final class WritingTest {
    /// Every deed, every kind of fault, and every form of value.
    static final String ALL =
            Reading.spec(
                    """
                    description: "two\\nlines, a \\u0007 bell and \\"quotes\\"",
                    cluster: {nodes: 7, zones: [a, b], memory: 1536Mi, controlPlanes: 2},
                    apply: [{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {a/b.c: "1"}},
                             spec: {x: null, y: 1.5, z: [], w: {}}}],
                    traffic: [{name: t, service: a/b, perSecond: 500m, from: node-1}],
                    steadyState: [{name: s, that: "a > 0 && b != 'c'", mode: continuous}],
                    method: [
                      {wait: 10m100ns}, {check: "true"}, {delete: pods/a/b},
                      {waitUntil: {that: x}}, {waitUntil: {that: x, timeout: 1h1ms}},
                      {patch: {object: nodes/node-1, merge: {spec: {unschedulable: true}}}},
                      {scale: {object: deployments/a/b, replicas: 0}, at: 5s, background: true},
                      {name: m, trigger: {component: c, way: sees, verb: delete, resource: pods,
                       occurrence: 3, when: before}, sequence: [{apply: []}]},
                      {repeat: {times: 2, every: 3s, steps: [{parallel: []}]}},
                      {fault: {kind: PodChaos, spec: {action: pod-kill, mode: fixed, value: "2",
                       gracePeriod: 5000000000, containerNames: [c], selector: {namespaces: [ns],
                       labelSelectors: {k: v}, pods: {ns: [p, q]}, expressionSelectors: [
                       {key: k, operator: Exists}], podPhaseSelectors: [Running]}}}},
                      {fault: {kind: NetworkChaos, spec: {action: netem, mode: all, selector: {},
                       direction: both, target: {mode: one, selector: {}},
                       delay: {latency: 90ms, jitter: 5us}, loss: {loss: "25"},
                       bandwidth: {rate: 1mbps, limit: 20971520, buffer: 10000}}}},
                      {fault: {kind: TimeChaos, spec: {mode: one, selector: {}, timeOffset: -10m100ns}}},
                      {fault: {kind: NodeChaos, spec: {action: clock-skew, mode: one,
                       selector: {nodes: [node-1]}, podSelector: {}, timeOffset: -40s}}},
                      {fault: {kind: ControlPlaneChaos, spec: {action: crash-after,
                       components: ["*"], actions: 3, code: 409, latency: 1s, percent: "50"}}}],
                    rollbacks: [{wait: 1s}],
                    assertions: [{name: a, that: b, mode: start, tolerance: 5s}],
                    invariants: [one-leader],
                    liveness: {healAfter: 1h, convergeWithin: 1m, keepDown: 1}
                    """);

    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        var scenario = Reading.scenario(ALL);

        String written = ScenarioFiles.write(scenario);

        assertThat(Reading.scenario(written)).isEqualTo(scenario);
        assertThat(ScenarioFiles.write(Reading.scenario(written))).isEqualTo(written);
    }

    @Test
    void whatHoldsAnywayIsNotWritten() {
        var scenario = Reading.scenario(Reading.spec("cluster: {nodes: 3, cpu: 4}"));

        assertThat(ScenarioFiles.write(scenario))
                .isEqualTo(
                        """
                        {
                            "apiVersion": "wavetank.dev/v1alpha1",
                            "kind": "Scenario",
                            "metadata": {
                                "name": "tale"
                            },
                            "spec": {
                                "title": "T"
                            }
                        }
                        """);
    }

    @Test
    void everyFormOfValueIsInTheTest() {
        var scenario = Reading.scenario(ALL);

        assertThat(scenario.method().stream().map(Step::deed).map(Object::getClass))
                .containsAll(
                        List.of(Deed.class.getPermittedSubclasses()).stream()
                                .filter(type -> type != Deed.Apply.class)
                                .filter(type -> type != Deed.Parallel.class)
                                .<Class<?>>map(type -> type)
                                .toList());
        assertThat(faults(scenario.method()))
                .anySatisfy(fault ->
                        assertThat(fault)
                                .isInstanceOfSatisfying(
                                        ControlPlaneChaos.class,
                                        chaos -> assertThat(chaos.actions()).isEqualTo(3)))
                .anySatisfy(fault -> assertThat(fault).isInstanceOf(NetworkChaos.class));
        assertThat(scenario.objects().getFirst().object("spec").get("x")).isEqualTo(Json.NULL);
    }

    private static List<Object> faults(List<Step> steps) {
        return steps.stream()
                .map(Step::deed)
                .filter(Deed.Inject.class::isInstance)
                .<Object>map(deed -> ((Deed.Inject) deed).fault())
                .toList();
    }
}
