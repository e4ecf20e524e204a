package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

class NodeAgentTest {
    static final String WEB =
            """
            containers:
            - name: web
              image: shop/web:1
              imagePullPolicy: IfNotPresent
            """;

    private final Bench bench = new Bench();

    private PodStatus status(String name) {
        return bench.pod(name).status();
    }

    @Test
    void aBoundPodComesToRunAndReady() {
        bench.create("web", WEB);
        assertThat(bench.watch("web", Duration.ofSeconds(2)))
                .containsExactly(
                        "102 Pending web=ContainerCreating/0", "745 Running web=Running/0 Ready");
        assertThat(status("web").podIP()).isEqualTo("10.244.1.2");
        assertThat(status("web").hostIP()).isEqualTo("192.168.0.1");
        assertThat(status("web").conditions().stream().map(Condition::type))
                .containsExactly(
                        "PodReadyToStartContainers",
                        "Initialized",
                        "Ready",
                        "ContainersReady",
                        "PodScheduled");
        assertThat(bench.told("web"))
                .containsExactly(
                        "Normal Pulling Pulling image \"shop/web:1\"",
                        "Normal Pulled Successfully pulled image \"shop/web:1\" in 542ms (542ms"
                                + " including waiting). Image size: 182281775 bytes.",
                        "Normal Created Container created",
                        "Normal Started Container started");
        assertThat(bench.cluster.writes).as("create, and two statuses").hasSize(3);
    }

    @Test
    void anImageIsPulledOnceForANode() {
        bench.create("one", WEB);
        bench.runSeconds(2);
        bench.create("two", WEB);
        bench.runSeconds(2);
        assertThat(bench.told("two"))
                .first()
                .isEqualTo(
                        "Normal Pulled Container image \"shop/web:1\" already present on machine"
                                + " and can be accessed by the pod");
        assertThat(status("two").podIP()).isNotEqualTo(status("one").podIP());
    }

    @Test
    void aDeletedPodEndsWithGraceThenReportsHowAndGoes() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        bench.delete("web");
        assertThat(bench.watch("web", Duration.ofSeconds(1)))
                .containsExactly(
                        "2101 Running web=Running/0 Ready",
                        "2302 Succeeded web=Completed/0",
                        "2304 gone");
        assertThat(bench.told("web")).endsWith("Normal Killing Stopping container web");
    }

    @Test
    void aPodThatIgnoresSigtermIsKilledWhenItsGraceIsOver() {
        bench.create(
                "web", "wavetank.dev/stop-after: 1h", "terminationGracePeriodSeconds: 5\n" + WEB);
        bench.runSeconds(2);
        bench.delete("web");
        bench.run(Duration.ofMillis(4900));
        assertThat(bench.pod("web").deleting()).isTrue();
        bench.run(Duration.ofMillis(103));
        assertThat(
                        Objects.requireNonNull(
                                        status("web")
                                                .containerStatuses()
                                                .getFirst()
                                                .state()
                                                .terminated())
                                .exitCode())
                .isEqualTo(137);
        assertThat(status("web").phase()).isEqualTo("Failed");
        bench.run(Duration.ofMillis(10));
        assertThat(bench.cluster.pod("web")).isNull();
    }

    @Test
    void aShorterGraceOvertakesALongerOne() {
        bench.create("web", "wavetank.dev/stop-after: 1h", WEB);
        bench.runSeconds(2);
        bench.delete("web");
        bench.runSeconds(3);
        var pod = bench.pod("web");
        bench.cluster.take(
                new Action.Delete(pod.ref(), "", 2L, Action.Propagation.BACKGROUND, List.of()));
        bench.runSeconds(3);
        assertThat(bench.cluster.pod("web")).isNull();
    }

    @Test
    void aCrashingContainerBacksOffFartherEachTime() {
        bench.create("web", "wavetank.dev/run-for: 2s, wavetank.dev/exit-code: '3'", WEB);
        var lines = bench.watch("web", Duration.ofSeconds(45));
        assertThat(lines)
                .containsExactly(
                        "102 Pending web=ContainerCreating/0",
                        "745 Running web=Running/0 Ready",
                        "2745 Running web=Error/0",
                        "2853 Running web=Running/1 Ready",
                        "4853 Running web=Error/1",
                        "5853 Running web=CrashLoopBackOff/1",
                        "14958 Running web=Running/2 Ready",
                        "16958 Running web=Error/2",
                        "17958 Running web=CrashLoopBackOff/2",
                        "37059 Running web=Running/3 Ready",
                        "39059 Running web=Error/3",
                        "40059 Running web=CrashLoopBackOff/3");
        var container = status("web").containerStatuses().getFirst();
        var waiting = Objects.requireNonNull(container.state().waiting());
        String uid = bench.pod("web").meta().uid();
        assertThat(waiting.message())
                .isEqualTo(
                        "back-off 40s restarting failed container=web pod=web_default("
                                + uid
                                + ")");
        var last = Objects.requireNonNull(container.lastState().terminated());
        assertThat(last.exitCode()).isEqualTo(3);
        assertThat(last.reason()).isEqualTo("Error");
        assertThat(bench.told("web"))
                .contains(
                        "Warning BackOff Back-off restarting failed container web in pod"
                                + " web_default("
                                + uid
                                + ")");
        assertThat(bench.cluster.reasons)
                .anyMatch(reason -> reason.decision().contains("waits 40s"));
    }

    @Test
    void initContainersRunInOrderAndSidecarsStayAndEndLast() {
        bench.create(
                "web",
                """
                initContainers:
                - {name: first, image: 'a:1'}
                - {name: side, image: 'a:1', restartPolicy: Always}
                - {name: second, image: 'a:1'}
                containers:
                - {name: web, image: 'a:1'}
                """);
        assertThat(
                        bench.watch("web", Duration.ofSeconds(4)).stream()
                                .map(line -> line.split(" ", 2)[1]))
                .containsExactly(
                        "Pending first=PodInitializing/0 side=PodInitializing/0"
                                + " second=PodInitializing/0 web=PodInitializing/0",
                        "Pending first=Running/0 side=PodInitializing/0 second=PodInitializing/0"
                                + " web=PodInitializing/0",
                        "Pending first=Completed/0 side=PodInitializing/0"
                                + " second=PodInitializing/0 web=PodInitializing/0",
                        "Pending first=Completed/0 side=Running/0 second=PodInitializing/0"
                                + " web=PodInitializing/0",
                        "Pending first=Completed/0 side=Running/0 second=Running/0"
                                + " web=PodInitializing/0",
                        "Pending first=Completed/0 side=Running/0 second=Completed/0"
                                + " web=PodInitializing/0",
                        "Running first=Completed/0 side=Running/0 second=Completed/0"
                                + " web=Running/0 Ready");
        bench.delete("web");
        assertThat(
                        bench.watch("web", Duration.ofSeconds(1)).stream()
                                .map(line -> line.split(" ", 2)[1]))
                .contains(
                        "Running first=Completed/0 side=Running/0 second=Completed/0"
                                + " web=Completed/0",
                        "gone");
        assertThat(bench.told("web"))
                .endsWith(
                        "Normal Killing Stopping container web",
                        "Normal Killing Stopping container side");
    }

    @Test
    void anInitContainerThatFailsUnderNeverFailsThePod() {
        bench.create(
                "web",
                "wavetank.dev/setup.exit-code: '4'",
                """
                restartPolicy: Never
                initContainers:
                - {name: setup, image: 'a:1'}
                containers:
                - {name: web, image: 'a:1'}
                """);
        bench.runSeconds(5);
        assertThat(status("web").phase()).isEqualTo("Failed");
        assertThat(bench.told("web")).filteredOn(each -> each.contains("Started")).hasSize(1);
    }

    @Test
    void aPodWhoseContainersAllEndWellSucceedsAndStays() {
        bench.create("job", "wavetank.dev/run-for: 2s", "restartPolicy: OnFailure\n" + WEB);
        bench.runSeconds(60);
        assertThat(status("job").phase()).isEqualTo("Succeeded");
        var ready = Objects.requireNonNull(Condition.find(status("job").conditions(), "Ready"));
        assertThat(ready.reason()).isEqualTo("PodCompleted");
        int writes = bench.cluster.writes.size();
        bench.crashAgent();
        bench.restartAgent();
        bench.runSeconds(60);
        assertThat(bench.cluster.writes).hasSize(writes);
    }

    @Test
    void aFailedLivenessProbeRestartsTheContainer() {
        bench.create(
                "web",
                "wavetank.dev/fail-probe-after: 12s",
                """
                containers:
                - name: web
                  image: a:1
                  livenessProbe:
                    httpGet: {path: /live, port: http}
                    periodSeconds: 5
                    failureThreshold: 2
                  ports: [{name: http, containerPort: 8080}]
                """);
        bench.runSeconds(22);
        assertThat(status("web").containerStatuses().getFirst().restartCount()).isEqualTo(1);
        String failed =
                "Warning Unhealthy Liveness probe failed: Get \"http://10.244.1.2:8080/live\": dial"
                        + " tcp 10.244.1.2:8080: connect: connection refused";
        assertThat(bench.told("web"))
                .containsSubsequence(
                        "Normal Started Container started",
                        failed,
                        failed,
                        "Normal Killing Container web failed liveness probe, will be restarted",
                        "Normal Started Container started");
    }

    @Test
    void aPodIsReadyOnlyWhileItsReadinessProbePasses() {
        bench.create(
                "web",
                "wavetank.dev/ready-after: 3s, wavetank.dev/fail-probe-after: 20s",
                """
                containers:
                - name: web
                  image: a:1
                  readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 2, failureThreshold: 3, successThreshold: 1}
                """);
        assertThat(bench.watch("web", Duration.ofSeconds(40)))
                .containsExactly(
                        "102 Pending web=ContainerCreating/0",
                        "740 Running web=Running/0",
                        "4740 Running web=Running/0 Ready",
                        "24740 Running web=Running/0");
        assertThat(
                        Objects.requireNonNull(Condition.find(status("web").conditions(), "Ready"))
                                .message())
                .isEqualTo("containers with unready status: [web]");
    }

    @Test
    void theOtherProbesWaitForTheStartupProbe() {
        bench.create(
                "web",
                "wavetank.dev/ready-after: 25s",
                """
                containers:
                - name: web
                  image: a:1
                  startupProbe: {tcpSocket: {port: 80}, periodSeconds: 10, failureThreshold: 5}
                  livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 1, failureThreshold: 1}
                """);
        bench.runSeconds(20);
        assertThat(status("web").containerStatuses().getFirst().started()).isFalse();
        bench.runSeconds(20);
        assertThat(status("web").containerStatuses().getFirst().started()).isTrue();
        assertThat(status("web").containerStatuses().getFirst().restartCount()).isZero();
        assertThat(bench.pod("web").ready()).isTrue();
    }

    @Test
    void anImageThatCannotBePulledIsTriedAgainWithBackOff() {
        bench.create("web", "wavetank.dev/pull-error: 'not found'", WEB);
        var lines =
                bench.watch("web", Duration.ofSeconds(15)).stream()
                        .map(line -> line.split(" ", 2)[1]);
        assertThat(lines)
                .containsExactly(
                        "Pending web=ContainerCreating/0",
                        "Pending web=ErrImagePull/0",
                        "Pending web=ImagePullBackOff/0",
                        "Pending web=ErrImagePull/0",
                        "Pending web=ImagePullBackOff/0");
        assertThat(bench.told("web"))
                .startsWith(
                        "Normal Pulling Pulling image \"shop/web:1\"",
                        "Warning Failed Failed to pull image \"shop/web:1\": not found",
                        "Warning Failed Error: ErrImagePull",
                        "Normal BackOff Back-off pulling image \"shop/web:1\": ErrImagePull: not"
                                + " found",
                        "Warning Failed Error: ImagePullBackOff");
    }

    @Test
    void aContainerIsStartedWhenItsPostStartHookIsOver() {
        bench.create(
                "web",
                """
                containers:
                - {name: web, image: 'a:1', lifecycle: {postStart: {exec: {command: [sleep, "2"]}}}}
                """);
        assertThat(bench.watch("web", Duration.ofSeconds(3)))
                .containsExactly(
                        "102 Pending web=ContainerCreating/0", "2740 Running web=Running/0 Ready");
    }

    @Test
    void theStatusOfARunSaysWhatItWasGiven() {
        bench.create(
                "web",
                """
                containers:
                - name: web
                  image: a:1
                  resources: {requests: {cpu: 100m}}
                  volumeMounts: [{name: data, mountPath: /data, readOnly: true}]
                """);
        bench.runSeconds(2);

        assertThat(status("web").containerStatuses().getFirst().rest().toString())
                .isEqualTo(
                        "{\"resources\":{\"requests\":{\"cpu\":\"100m\"}},\"volumeMounts\":["
                                + "{\"mountPath\":\"/data\",\"name\":\"data\",\"readOnly\":true,"
                                + "\"recursiveReadOnly\":\"Disabled\"}]}");
    }
}
