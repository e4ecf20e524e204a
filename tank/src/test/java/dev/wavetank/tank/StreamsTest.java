package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.world.Trace;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;

/// Programs in containers and connections to pods, from the API server to the node and back, in
/// virtual time.
final class StreamsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: web
                image: web:1
                ports: [{containerPort: 80}]
            """;

    private final VirtualTank tank =
            new VirtualTank(
                    11,
                    Blueprint.of(
                            1, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                    Ports.PLAIN,
                    Trace.NONE);

    @BeforeEach
    void aPodRuns() {
        assertThat(tank.runUntil(state -> state.table(Node.KIND).size() == 1, SOON)).isTrue();
        tank.apply(POD);
        assertThat(tank.runUntil(_ -> ready(), SOON)).isTrue();
    }

    private Pod pod() {
        return Objects.requireNonNull(tank.state().table(Pod.KIND).get("default", "web"));
    }

    private boolean ready() {
        var pod = tank.state().table(Pod.KIND).get("default", "web");
        return pod != null && pod.ready();
    }

    private String agent() {
        return "kubelet-" + pod().spec().nodeName();
    }

    private Talk exec(String script) {
        return Talk.exec(tank, "web", "", "sh", "-c", script);
    }

    private String processes() {
        return exec("ps").out();
    }

    private static Ending exited(int code) {
        return new Ending.Exited(code);
    }

    @Test
    void whatAProgramWritesAndItsExitCodeReachTheCaller() {
        var talk = exec("echo out; cat /none; exit 3");
        assertThat(talk.out()).isEqualTo("out\n");
        assertThat(talk.err()).isEqualTo("cat: can't open '/none': No such file or directory\n");
        assertThat(talk.ending()).isEqualTo(exited(3));
        assertThat(Talk.exec(tank, "web", "", "true").ending()).isEqualTo(exited(0));
        assertThat(Talk.exec(tank, "web", "", "nothing-like-this").ending()).isEqualTo(exited(127));
    }

    @Test
    void whatTheCallerSaysReachesTheProgramUntilItsEnd() {
        var talk = Talk.exec(tank, "web", "stdin=true", "cat");
        talk.say("one\n");
        assertThat(talk.out()).isEqualTo("one\n");
        assertThat(talk.say("two\n").ending()).isNull();
        assertThat(talk.endInput().ending()).isEqualTo(exited(0));
        assertThat(talk.out()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aProgramEndsWhenItsCallerHangsUp() {
        var talk = exec("sleep 1000");
        assertThat(processes()).contains("sleep 1000");
        talk.hangUp();
        assertThat(processes()).doesNotContain("sleep 1000").contains("web");
    }

    @Test
    void aProgramIsKilledWithItsContainer() {
        var talk = exec("sleep 1000");
        tank.request(
                "DELETE", VirtualTank.collection(Pod.KIND, "default") + "/web", Json.Obj.EMPTY);
        tank.run(SOON);
        assertThat(talk.ending()).isEqualTo(exited(137));
    }

    @Test
    void whatGoesThroughAnAgentBreaksOffWhenItCrashesAndNothingIsLeftInside() {
        var program = exec("sleep 1000");
        var log = Talk.attach(tank, "web", "");
        var connection = Talk.connect(tank, "web", 80);
        tank.tank().crashComponent(agent());
        tank.run(SOON);

        var broken = new Ending.Failed("the agent of node node-1 went away");
        assertThat(program.ending()).isEqualTo(broken);
        assertThat(log.ending()).isEqualTo(broken);
        assertThat(connection.ending()).isEqualTo(broken);

        tank.tank().startComponent(agent());
        tank.run(SOON);
        assertThat(processes()).doesNotContain("sleep 1000").contains("web");
    }

    @Test
    void whatRunsOnANodeBreaksOffWithItsPowerAndNothingBeginsThere() {
        var program = exec("sleep 1000");
        var connection = Talk.connect(tank, "web", 80);
        tank.tank().powerOff("node-1");
        tank.run(SOON);

        assertThat(program.ending()).isInstanceOf(Ending.Failed.class);
        assertThat(connection.ending()).isInstanceOf(Ending.Failed.class);
        assertThat(exec("true").ending())
                .isEqualTo(
                        new Ending.Failed(
                                "error dialing backend: dial tcp "
                                        + pod().status().hostIP()
                                        + ":10250: connect: connection refused"));
    }

    @Test
    void everythingBreaksOffWithTheApiServerAndNothingIsLeftInside() {
        var program = exec("sleep 1000");
        var connection = Talk.connect(tank, "web", 80);
        tank.tank().crashServer();
        tank.run(SOON);

        var broken = new Ending.Failed("the API server went away");
        assertThat(program.ending()).isEqualTo(broken);
        assertThat(connection.ending()).isEqualTo(broken);

        tank.tank().startServer();
        tank.run(SOON);
        assertThat(processes()).doesNotContain("sleep 1000").contains("web");
    }

    @Test
    void aForwardedPortLeadsToTheModelledAppUntilTheCallerHasSaidAll() {
        var connection = Talk.connect(tank, "web", 80);
        connection.say("GET /a HTTP/1.1\r\nhost: x\r\n\r\n");
        assertThat(connection.out())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\npod default/web on node node-1: GET /a\n");
        assertThat(connection.ending()).isNull();
        connection.say("GET /status/503 HTTP/1.1\r\nhost: x\r\n\r\n");
        assertThat(connection.out()).contains("HTTP/1.1 503 Service Unavailable\r\n");
        assertThat(connection.endInput().ending()).isEqualTo(exited(0));
    }

    @Test
    void aForwardedConnectionEndsWithItsPod() {
        var connection = Talk.connect(tank, "web", 80);
        tank.request(
                "DELETE", VirtualTank.collection(Pod.KIND, "default") + "/web", Json.Obj.EMPTY);
        tank.run(SOON);
        assertThat(connection.ending()).isEqualTo(exited(0));
    }

    @Test
    void whoAttachesHearsTheLogFromThenOnAndTheEnd() {
        tank.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: chatty
                  annotations: {wavetank.dev/log: tick, wavetank.dev/log-every: 7s,
                    wavetank.dev/run-for: 30s}
                spec: {restartPolicy: Never, containers: [{name: c, image: x}]}
                """);
        tank.run(Duration.ofSeconds(10));
        var log = Talk.attach(tank, "chatty", "");
        assertThat(log.out()).isEmpty();
        tank.run(Duration.ofSeconds(12));
        assertThat(log.out()).isEqualTo("tick\ntick\n");
        tank.run(Duration.ofSeconds(20));
        assertThat(log.ending()).isEqualTo(exited(0));
    }

    @Test
    void theEndOfAnAttachedProgramIsItsContainersEnd() {
        tank.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: talker}
                spec:
                  restartPolicy: Never
                  containers: [{name: c, image: x, stdin: true, command: [sh]}]
                """);
        tank.run(SOON);
        var talk = Talk.attach(tank, "talker", "stdin=true");
        assertThat(talk.say("echo hi\n").out()).isEqualTo("hi\n");
        assertThat(talk.say("exit 4\n").ending()).isEqualTo(exited(4));
        tank.run(SOON);
        var pod = Objects.requireNonNull(tank.state().table(Pod.KIND).get("default", "talker"));
        assertThat(pod.status().phase()).isEqualTo("Failed");
        var end = pod.status().containerStatuses().getFirst().state().terminated();
        assertThat(Objects.requireNonNull(end).exitCode()).isEqualTo(4);
    }

    @Test
    void aContainerWithoutInputDoesNotRunItsCommandButWhatItsAnnotationsSay() {
        tank.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: job}
                spec:
                  restartPolicy: Never
                  containers: [{name: c, image: x, command: [sh, -c, exit 4]}]
                """);
        tank.run(Duration.ofMinutes(5));
        var pod = Objects.requireNonNull(tank.state().table(Pod.KIND).get("default", "job"));
        assertThat(pod.ready()).isTrue();
        assertThat(Talk.exec(tank, "job", "", "ps").out()).contains("sh -c exit 4");
    }
}
