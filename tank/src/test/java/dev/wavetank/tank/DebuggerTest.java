package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.world.Trace;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;

/// The life of a container that was added to a running pod, in virtual time.
final class DebuggerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PATH =
            VirtualTank.collection(Pod.KIND, "default") + "/web/ephemeralcontainers";

    private final VirtualTank tank =
            new VirtualTank(
                    12,
                    Blueprint.of(
                            1, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                    Ports.PLAIN,
                    Trace.NONE);

    @BeforeEach
    void aPodRuns() {
        assertThat(tank.runUntil(state -> state.table(Node.KIND).size() == 1, SOON)).isTrue();
        tank.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web
                  annotations:
                    wavetank.dev/short.run-for: 5s
                    wavetank.dev/short.exit-code: "3"
                    wavetank.dev/lost.pull-error: no such image
                spec: {containers: [{name: web, image: web:1}]}
                """);
        tank.run(SOON);
    }

    private Pod pod() {
        return Objects.requireNonNull(tank.state().table(Pod.KIND).get("default", "web"));
    }

    private void add(String containers) {
        var patch = "{\"spec\":{\"ephemeralContainers\":[" + containers + "]}}";
        var answer = tank.request("PATCH", PATH, (Json.Obj) JsonText.read(patch));
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        tank.run(SOON);
    }

    private ContainerStatus status(String name) {
        return EphemeralContainers.of(pod().status()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itRunsBesideTheOthersAndChangesNothingForThem() {
        var before = pod().status().containerStatuses();
        add("{\"name\":\"debugger\",\"image\":\"busybox\"}");

        assertThat(status("debugger").state().running()).isNotNull();
        assertThat(status("debugger").image()).contains("busybox");
        assertThat(pod().status().containerStatuses()).isEqualTo(before);
        assertThat(pod().ready()).isTrue();
        assertThat(Talk.exec(tank, "web", "container=debugger", "hostname").out())
                .isEqualTo("web\n");
    }

    @Test
    void whenItEndsItStaysEndedWhateverTheRestartPolicy() {
        add("{\"name\":\"short\",\"image\":\"busybox\"}");

        tank.run(Duration.ofMinutes(10));
        var end = Objects.requireNonNull(status("short").state().terminated());
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(status("short").restartCount()).isZero();
        assertThat(pod().ready()).as("the pod, which it is no part of").isTrue();
        assertThat(pod().status().phase()).isEqualTo("Running");

        tank.tank().reboot("node-1", true);
        tank.run(Duration.ofMinutes(1));
        assertThat(status("short").state().terminated()).isEqualTo(end);
    }

    @Test
    void theEndOfWhatIsTypedIntoItIsItsEnd() {
        add("{\"name\":\"debugger\",\"image\":\"busybox\",\"stdin\":true,\"tty\":true}");

        var talk = Talk.attach(tank, "web", "container=debugger&stdin=true&tty=true");
        assertThat(talk.say("echo hi\r").out()).endsWith("echo hi\r\nhi\r\n/ # ");
        assertThat(talk.say("exit 5\r").ending()).isEqualTo(new Ending.Exited(5));
        tank.run(SOON);
        var end = Objects.requireNonNull(status("debugger").state().terminated());
        assertThat(end.exitCode()).isEqualTo(5);
    }

    @Test
    void aSecondOneIsAddedWhileTheFirstStays() {
        String first = "{\"name\":\"short\",\"image\":\"busybox\"}";
        add(first);
        add(
                pod().spec().rest().array("ephemeralContainers").getFirst()
                        + ",{\"name\":\"second\",\"image\":\"busybox\"}");

        assertThat(status("short").state().terminated()).isNotNull();
        assertThat(status("second").state().running()).isNotNull();
    }

    @Test
    void itGoesWithItsPod() {
        add("{\"name\":\"debugger\",\"image\":\"busybox\"}");

        var talk = Talk.exec(tank, "web", "container=debugger", "sleep", "1000");
        tank.request(
                "DELETE", VirtualTank.collection(Pod.KIND, "default") + "/web", Json.Obj.EMPTY);
        tank.run(Duration.ofMinutes(1));
        assertThat(talk.ending()).isEqualTo(new Ending.Exited(137));
        assertThat(tank.state().table(Pod.KIND).get("default", "web")).isNull();
    }

    @Test
    void anImageThatCannotBePulledIsSaidInItsStatus() {
        add("{\"name\":\"lost\",\"image\":\"nowhere\"}");

        var waiting = Objects.requireNonNull(status("lost").state().waiting());
        assertThat(waiting.reason()).isIn("ErrImagePull", "ImagePullBackOff");
        assertThat(pod().ready()).isTrue();
    }
}
