package dev.wavetank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

final class VirtualRunTest {
    private static final String WEB =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: web, resources: {requests: {cpu: 100m}}}]
            """;
    private static final Expressions EXPRESSIONS = new Expressions(Contract.load().kinds());

    private static NodeChaos powerOff(String node, @Nullable Duration duration) {
        return new NodeChaos(
                NodeChaos.Action.POWER_OFF,
                Mode.ALL,
                "",
                new NodeSelector(List.of(node), new TreeMap<>()),
                null,
                "100",
                null,
                null,
                NetworkChaos.Direction.BOTH,
                duration);
    }

    private static Scenario scenario(
            List<Step> method, List<Assertion> assertions, Liveness liveness) {
        return new Scenario(
                "node-dies",
                "A node dies",
                "",
                new ClusterPlan(3, Quantity.of("4"), Quantity.of("8Gi"), List.of(), 1),
                List.of((Json.Obj) Yaml.read(WEB)),
                List.of(),
                List.of(),
                method,
                List.of(),
                assertions,
                List.of(),
                liveness);
    }

    private static Liveness healing() {
        return new Liveness(null, Duration.ofMinutes(10), 0);
    }

    private static Assertion assertion(Assertion.Mode mode, String that) {
        return new Assertion("it holds", that, mode, Duration.ZERO);
    }

    private static Result live(Scenario scenario, long seed) {
        return VirtualRun.live(scenario, seed, new Setting(EXPRESSIONS.forOneRun(), _ -> {}));
    }

    @Test
    void aNodeLosesItsPowerAndTheClusterHealsAroundIt() {
        var method = List.of(Step.of(new Deed.Inject(powerOff("node-2", Duration.ofMinutes(10)))));
        var available =
                assertion(
                        Assertion.Mode.END,
                        "object('Deployment', 'default', 'web').status.availableReplicas == 3");

        var result = live(scenario(method, List.of(available), healing()), 1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        var fault = result.faults().getFirst();
        assertThat(fault.targets()).containsExactly("node-2");
        assertThat(fault.ended()).isEqualTo(fault.began().plus(Duration.ofMinutes(10)));
        // 40 to 50 s until it is noticed, 300 s until its pods are given up.
        assertThat(requireNonNull(fault.recovered()).since(fault.began()))
                .isBetween(Duration.ofSeconds(340), Duration.ofSeconds(360));
        assertThat(result.timeline())
                .extracting(Entry::text)
                .contains(
                        "begins on node-2",
                        "is not Ready: Kubelet stopped posting node status.",
                        "lacks 1 of its 3 pods");
        assertThat(result.samples()).extracting(Sample::nodesReady).contains(2, 3);
    }

    @Test
    void theSameSeedLivesTheSameLifeAndAnotherAnother() {
        var scenario =
                scenario(
                        List.of(
                                Step.of(
                                        new Deed.Inject(
                                                powerOff("node-2", Duration.ofMinutes(2))))),
                        List.of(),
                        healing());

        var once = live(scenario, 7);

        assertThat(once.hash()).matches("[0-9a-f]{64}");
        assertThat(live(scenario, 7)).isEqualTo(once);
        assertThat(live(scenario, 8).hash()).isNotEqualTo(once.hash());
    }

    @Test
    void whatHasToHoldDuringFaultsFailsWhenItDoesNot() {
        var method = List.of(Step.of(new Deed.Inject(powerOff("node-2", Duration.ofMinutes(10)))));
        var assertion =
                assertion(
                        Assertion.Mode.DURING_FAULTS,
                        "object('Deployment', 'default', 'web').status.availableReplicas == 3");

        var result = live(scenario(method, List.of(assertion), healing()), 1);

        assertThat(result.verdict()).isEqualTo(Verdict.ASSERTION_FAILED);
        var check = result.checks().getFirst();
        assertThat(check.found())
                .isEqualTo(
                        "object(\"Deployment\", \"default\", \"web\").status.availableReplicas is"
                                + " 2");
        assertThat(requireNonNull(check.failedAt()).since(result.methodBegan()))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(51));
    }

    @Test
    void aToleranceForgivesForAsLongAsItSays() {
        var method = List.of(Step.of(new Deed.Inject(powerOff("node-2", Duration.ofMinutes(10)))));
        String available = "object('Deployment', 'default', 'web').status.availableReplicas == 3";
        var verdicts = new ArrayList<Verdict>();
        for (int seconds : List.of(250, 310)) {
            var tolerant =
                    new Assertion(
                            "available",
                            available,
                            Assertion.Mode.CONTINUOUS,
                            Duration.ofSeconds(seconds));
            verdicts.add(live(scenario(method, List.of(tolerant), healing()), 1).verdict());
        }

        assertThat(verdicts).containsExactly(Verdict.ASSERTION_FAILED, Verdict.PASSED);
    }

    @Test
    void aClusterThatCannotHealDoesNotConverge() {
        var tooFew = new Deed.Scale("deployments/default/web", 400);

        var result = live(scenario(List.of(Step.of(tooFew)), List.of(), healing()), 1);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_CONVERGED);
        assertThat(result.unsettled().getFirst())
                .contains("deployments.apps/default/web", "wants 400 pods");
    }

    @Test
    void aNodeThatStaysDownIsHealedAround() {
        var result =
                live(
                        scenario(
                                List.of(Step.of(new Deed.Wait(Duration.ofSeconds(10)))),
                                List.of(),
                                new Liveness(null, Duration.ofMinutes(10), 1)),
                        1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(result.samples().getLast().nodesReady()).isEqualTo(2);
        assertThat(result.samples().getLast().podsReady()).isEqualTo(3);
    }

    @Test
    void theChaosEndsWhenTheScenarioSaysSo() {
        var method =
                List.of(
                        Step.of(new Deed.Inject(powerOff("node-1", null))),
                        Step.of(new Deed.Wait(Duration.ofHours(2))));

        var result =
                live(
                        scenario(
                                method,
                                List.of(),
                                new Liveness(Duration.ofMinutes(3), Duration.ofMinutes(10), 0)),
                        1);

        var fault = result.faults().getFirst();
        assertThat(fault.ended()).isEqualTo(result.methodBegan().plus(Duration.ofMinutes(3)));
        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void stepsFollowEachOtherAndOthersKeepTheirTime() {
        var method =
                List.of(
                        Step.at(
                                Duration.ofSeconds(90),
                                new Deed.Scale("deployments/default/web", 5)),
                        Step.of(new Deed.Wait(Duration.ofSeconds(30))),
                        Step.of(
                                new Deed.Repeat(
                                        2,
                                        Duration.ofSeconds(20),
                                        List.of(
                                                Step.of(
                                                        new Deed.Check(
                                                                "metric('writes_total') >="
                                                                        + " 0.0"))))),
                        Step.of(
                                new Deed.WaitUntil(
                                        "object('deployments', 'default',"
                                                + " 'web').status.readyReplicas == 5",
                                        Duration.ofMinutes(5))),
                        Step.of(new Deed.Delete("deployments/default/web")));

        var result = live(scenario(method, List.of(), healing()), 1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(result.checks())
                .filteredOn(check -> check.name().startsWith("check"))
                .hasSize(2);
        var steps =
                result.timeline().stream()
                        .filter(entry -> entry.sort() == Entry.Sort.STEP)
                        .map(Entry::text)
                        .toList();
        assertThat(steps)
                .containsExactly(
                        "scale deployments/default/web to 5", "delete deployments/default/web");
    }
}
