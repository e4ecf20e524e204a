package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.plan.Trigger;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class ScenarioFilesTest {
    private static final String NODE_DIES =
            """
            apiVersion: wavetank.dev/v1alpha1
            kind: Scenario
            metadata:
              name: a-node-dies
            spec:
              title: A node loses its power
              cluster: {nodes: 4, zones: [a, b], cpu: 8}
              apply:
              - sample: shop
              - file: web.yaml
              - object: {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
              - apiVersion: v1
                kind: ConfigMap
                metadata: {name: inline}
              traffic:
              - {name: buyers, service: default/gateway, perSecond: 10}
              steadyState:
              - {name: all is well, that: "true"}
              method:
              - wait: 30s
              - name: the power
                fault:
                  kind: NodeChaos
                  spec: {action: power-off, mode: one, selector: {}, duration: 5m}
              - scale: {object: deployments/web, replicas: 3}
                trigger:
                  component: replicaset-controller
                  way: sends
                  verb: create
                  resource: pods
              - check: now > start
                at: 1m30s
              - parallel:
                - apply: [{sample: shop, version: 2}]
                - background: true
                  repeat: {times: 2, steps: [{delete: pods/default/web}]}
              assertions:
              - {name: most are ready, that: "true", mode: during-faults, tolerance: 10s}
              invariants: [one-leader]
              liveness: {healAfter: 10m}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: beside}
            """;

    @Test
    void aScenarioIsReadAsItIsWritten() {
        var scenario = Reading.scenario(NODE_DIES);

        assertThat(scenario.name()).isEqualTo("a-node-dies");
        assertThat(scenario.cluster())
                .isEqualTo(
                        new ClusterPlan(
                                4, Quantity.of("8"), Quantity.of("8Gi"), List.of("a", "b"), 1));
        assertThat(scenario.traffic("buyers")).isNotNull();
        assertThat(scenario.assertions())
                .containsExactly(
                        new Assertion(
                                "most are ready",
                                "true",
                                Assertion.Mode.DURING_FAULTS,
                                Duration.ofSeconds(10)));
        assertThat(scenario.liveness())
                .isEqualTo(new Liveness(Duration.ofMinutes(10), Duration.ofMinutes(10), 0));
        assertThat(scenario.invariants()).containsExactly("one-leader");
    }

    @Test
    void eachStepDoesWhatItsFieldSays() {
        var method = Reading.scenario(NODE_DIES).method();

        assertThat(method.getFirst()).isEqualTo(Step.of(new Deed.Wait(Duration.ofSeconds(30))));
        assertThat(method.get(1).name()).isEqualTo("the power");
        assertThat(method.get(1).deed())
                .isInstanceOfSatisfying(
                        Deed.Inject.class,
                        inject ->
                                assertThat(inject.fault())
                                        .isInstanceOfSatisfying(
                                                NodeChaos.class,
                                                fault -> {
                                                    assertThat(fault.action())
                                                            .isEqualTo(NodeChaos.Action.POWER_OFF);
                                                    assertThat(fault.percent()).isEqualTo("100");
                                                }));
        assertThat(method.get(2).on())
                .isEqualTo(
                        new Trigger(
                                "replicaset-controller",
                                Trigger.Way.SENDS,
                                Trigger.Verb.CREATE,
                                "pods",
                                1,
                                Trigger.When.AFTER));
        assertThat(method.get(3))
                .isEqualTo(Step.at(Duration.ofSeconds(90), new Deed.Check("now > start")));
        var beside = ((Deed.Parallel) method.get(4).deed()).steps();
        assertThat(((Deed.Apply) beside.getFirst().deed()).objects()).isNotEmpty();
        assertThat(beside.getLast().background()).isTrue();
    }

    @Test
    void objectsBesideTheScenarioAreAppliedFirstAndThenWhatItNamesInOrder() {
        var objects = Reading.scenario(NODE_DIES).objects();

        assertThat(objects.getFirst().object("metadata").text("name")).isEqualTo("beside");
        assertThat(objects.get(1).text("kind")).isEqualTo("ServiceAccount");
        assertThat(objects.subList(objects.size() - 3, objects.size()))
                .extracting(object -> object.object("metadata").text("name"))
                .containsExactly("web", "shop", "inline");
    }

    @Test
    void chaosMeshsMinimalExampleIsReadAsItIs() {
        var method =
                Reading.scenario(
                                Reading.spec("")
                                        + """
                                        ---
                                        apiVersion: chaos-mesh.org/v1alpha1
                                        kind: PodChaos
                                        metadata:
                                          name: pod-failure-example
                                          namespace: tidb
                                          annotations:
                                            wavetank.dev/at: 40s
                                        spec:
                                          action: pod-failure
                                          mode: one
                                          duration: '30s'
                                          selector:
                                            labelSelectors:
                                              'app.kubernetes.io/component': 'tikv'
                                        """)
                        .method();

        assertThat(method).hasSize(1);
        assertThat(method.getFirst().at()).isEqualTo(Duration.ofSeconds(40));
        assertThat(method.getFirst().name()).isEqualTo("pod-failure-example");
        var fault = (PodChaos) ((Deed.Inject) method.getFirst().deed()).fault();
        assertThat(fault.action()).isEqualTo(PodChaos.Action.POD_FAILURE);
        assertThat(fault.mode()).isEqualTo(Mode.ONE);
        assertThat(fault.duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fault.selector().namespaces()).containsExactly("tidb");
        assertThat(fault.selector().labelSelectors())
                .containsEntry("app.kubernetes.io/component", "tikv");
    }
}
