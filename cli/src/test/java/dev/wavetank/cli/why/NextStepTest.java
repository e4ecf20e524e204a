package dev.wavetank.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.why.Family.Member;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

import java.util.List;

final class NextStepTest {
    private static final ResourceType POD =
            new ResourceType("", "v1", "pods", "pod", "Pod", true, List.of(), List.of());
    private static final ResourceType NODE =
            new ResourceType("", "v1", "nodes", "node", "Node", false, List.of(), List.of());
    private static final ResourceType DEPLOYMENT =
            new ResourceType(
                    "apps",
                    "v1",
                    "deployments",
                    "deployment",
                    "Deployment",
                    true,
                    List.of(),
                    List.of());

    private static final String RUNNING =
            "{metadata: {name: web, namespace: default}, spec: {nodeName: n1}, status: {phase:"
                    + " Running, conditions: [{type: Ready, status: 'True'}]}}";

    private static Json.Obj yaml(String text) {
        return (Json.Obj) Yaml.read(text);
    }

    private static Json node(String name, boolean ready, boolean cordoned) {
        return yaml(
                "{metadata: {name: %s}, spec: {unschedulable: %s}, status: {conditions: [{type: Ready, status: '%s'}]}}"
                        .formatted(name, cordoned, ready ? "True" : "Unknown"));
    }

    private static String step(List<Json> nodes, Member... family) {
        return NextStep.of(List.of(family), nodes, "default").command();
    }

    private static Member pending(String message) {
        return new Member(
                POD,
                yaml(
                        "{metadata: {name: web, namespace: shop}, status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: '%s'}]}}"
                                .formatted(message)));
    }

    @Test
    void aServiceShowsThePodsItChoosesFrom() {
        var type =
                new ResourceType(
                        "", "v1", "services", "service", "Service", true, List.of(), List.of());
        var chooses = yaml("{metadata: {name: web}, spec: {selector: {app: web, tier: front}}}");
        var external = yaml("{metadata: {name: web}, spec: {type: ExternalName}}");

        assertThat(step(List.of(), new Member(type, chooses)))
                .isEqualTo("wavetank get pods -o wide -l app=web,tier=front");
        assertThat(step(List.of(), new Member(type, external)))
                .isEqualTo("wavetank get service/web -o yaml");
    }

    @Test
    void aPodThatFitsNowhereAsksWhatTakesTheRoom() {
        assertThat(
                        step(
                                List.of(node("n1", true, false)),
                                pending("0/1 nodes are available: 1 Insufficient cpu.")))
                .isEqualTo("wavetank get pods -A -o wide");
    }

    @Test
    void aPodThatWaitsForACordonedOrSilentNodeIsHelpedByThatNode() {
        assertThat(
                        step(
                                List.of(node("n1", true, false), node("n2", true, true)),
                                pending("1 node(s) were unschedulable")))
                .isEqualTo("kubectl uncordon n2");
        assertThat(
                        step(
                                List.of(node("n1", false, false)),
                                pending("1 node(s) had untolerated taint")))
                .isEqualTo("wavetank node start n1");
        assertThat(
                        step(
                                List.of(node("n1", true, false)),
                                pending("1 node(s) did not match Pod node affinity/selector")))
                .isEqualTo("wavetank get nodes --show-labels");
    }

    @Test
    void aCrashLoopLeadsToWhatWasWrittenBeforeTheEnd() {
        var pod =
                new Member(
                        POD,
                        yaml(
                                "{metadata: {name: web, namespace: shop}, spec: {nodeName: n1},"
                                        + " status: {phase: Running, containerStatuses: [{state:"
                                        + " {waiting: {reason: CrashLoopBackOff}}}]}}"));
        assertThat(step(List.of(node("n1", true, false)), pod))
                .isEqualTo("kubectl logs web -n shop --previous");
    }

    @Test
    void aDeploymentIsHelpedByTheFirstOfItsPodsThatNeedsIt() {
        var deployment =
                new Member(DEPLOYMENT, yaml("{metadata: {name: web, namespace: default}}"));
        var well = new Member(POD, yaml(RUNNING));
        assertThat(
                        step(
                                List.of(node("n1", true, false)),
                                deployment,
                                well,
                                pending("1 Insufficient memory")))
                .isEqualTo("wavetank get pods -A -o wide");
        assertThat(step(List.of(node("n1", true, false)), deployment, well))
                .isEqualTo("wavetank get deployment.apps/web -w");
    }

    @Test
    void aPodOnASilentNodeIsHelpedByBootingIt() {
        assertThat(step(List.of(node("n1", false, false)), new Member(POD, yaml(RUNNING))))
                .isEqualTo("wavetank node start n1");
    }

    @Test
    void aNodeIsBootedOrUncordonedOrAllIsWell() {
        assertThat(step(List.of(), new Member(NODE, (Json.Obj) node("n1", false, false))))
                .isEqualTo("wavetank node start n1");
        assertThat(step(List.of(), new Member(NODE, (Json.Obj) node("n1", true, true))))
                .isEqualTo("kubectl uncordon n1");
        assertThat(step(List.of(), new Member(NODE, (Json.Obj) node("n1", true, false))))
                .isEqualTo("wavetank get pods -A -o wide --field-selector spec.nodeName=n1");
    }

    @Test
    void factsAreConditionsThatAreNotAsTheyShouldBeAndWhatContainersWaitFor() {
        assertThat(
                        StatusFacts.of(
                                yaml(
                                        """
                                        spec: {nodeName: n1}
                                        status:
                                          phase: Running
                                          conditions:
                                          - {type: PodScheduled, status: "True"}
                                          - {type: Ready, status: "False", reason: ContainersNotReady, message: not ready}
                                          - {type: MemoryPressure, status: "False"}
                                          containerStatuses:
                                          - name: x
                                            restartCount: 2
                                            state: {waiting: {reason: CrashLoopBackOff, message: back-off 20s}}
                                            lastState: {terminated: {reason: Error, exitCode: 3}}
                                        """)))
                .containsExactly(
                        "phase Running on n1",
                        "Ready=False (ContainersNotReady): not ready",
                        "container x waits: CrashLoopBackOff: back-off 20s",
                        "container x ended before: Error, exit code 3, restarted 2 times");
    }
}
