package dev.wavetank.node.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Probe;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

class ContainerFaultsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ContainerId FIRST = new ContainerId("u1", "web", 0);

    private final VirtualWorld world = new VirtualWorld(5, START, Trace.NONE);
    private final SimulatedRuntime runtime = new SimulatedRuntime(world, "10.244.1.0/24");
    private final ContainerFaults faults = runtime;
    private final TreeMap<String, String> annotations = new TreeMap<>();
    private final AtomicInteger told = new AtomicInteger();

    private void start(int attempt) {
        var pod = new PodIdentity("u1", "default", "web", false, annotations);
        runtime.perform(new Command.Sandbox(pod, 0), _ -> {});
        runtime.perform(new Command.Start(pod, 0, attempt, spec(), false), _ -> {});
        runtime.perform(
                new Command.Probe(
                        new ContainerId("u1", "web", attempt), ProbeKind.READINESS, readiness()),
                _ -> {});
        run(1000);
        runtime.observe(_ -> told.incrementAndGet());
        run(1);
        told.set(0);
    }

    private static Container spec() {
        return Pod.KIND
                .read((Json.Obj) Yaml.read("spec: {containers: [{name: web, image: a:1}]}"))
                .spec()
                .containers()
                .getFirst();
    }

    private static Probe readiness() {
        return new Probe(
                0,
                1,
                2,
                1,
                3,
                null,
                Json.Obj.of("httpGet", Json.Obj.of("port", new Json.Text("80"))));
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private ObservedContainer web() {
        var pod = Objects.requireNonNull(runtime.observed().pods().get("u1"));
        return Objects.requireNonNull(pod.latest("web"));
    }

    private ProbeReport ready() {
        return Objects.requireNonNull(web().probe(ProbeKind.READINESS));
    }

    @Test
    void aCrashEndsARunAtOnceAndTheAgentIsTold() {
        start(0);

        faults.end(FIRST, 137, "OOMKilled");
        run(1);

        assertThat(web().exited()).isTrue();
        assertThat(web().exitCode()).isEqualTo(137);
        assertThat(web().reason()).isEqualTo("OOMKilled");
        assertThat(web().finishedAt()).isEqualTo(START.plusMillis(1001));
        assertThat(told.get()).isPositive();
    }

    @Test
    void aCrashHitsNoOtherRunThanTheOneItNames() {
        start(0);
        faults.end(FIRST, 1, "Error");
        start(1);

        faults.end(FIRST, 1, "Error");
        faults.end(new ContainerId("nobody", "web", 0), 1, "Error");
        run(10);

        assertThat(web().running()).isTrue();
        assertThat(web().attempt()).isEqualTo(1);
    }

    @Test
    void aHangingRunFailsItsProbesUntilItGoesOn() {
        start(0);
        assertThat(ready().verdict()).isEqualTo(ProbeReport.Verdict.PASSING);

        faults.hang(FIRST, true);
        run(7_000);

        assertThat(ready().verdict()).isEqualTo(ProbeReport.Verdict.FAILING);
        assertThat(ready().message())
                .endsWith(
                        "context deadline exceeded (Client.Timeout exceeded while awaiting"
                                + " headers)");

        faults.hang(FIRST, false);
        run(2_001);

        assertThat(ready().verdict()).isEqualTo(ProbeReport.Verdict.PASSING);
    }

    @Test
    void aHangOfOneMissedProbeChangesNoVerdict() {
        start(0);

        faults.hang(FIRST, true);
        run(2_000);
        faults.hang(FIRST, false);
        run(1);

        assertThat(ready().passed()).isFalse();
        assertThat(ready().verdict()).isEqualTo(ProbeReport.Verdict.PASSING);
        run(20_000);
        assertThat(ready().passed()).isTrue();
        assertThat(ready().verdict()).isEqualTo(ProbeReport.Verdict.PASSING);
    }

    @Test
    void aHangingRunEndsByNothingButSigkill() {
        start(0);
        faults.hang(FIRST, true);
        runtime.perform(new Command.Stop(FIRST, Duration.ofSeconds(30)), _ -> {});

        run(29_999);
        assertThat(web().running()).isTrue();
        run(2);

        assertThat(web().exited()).isTrue();
        assertThat(web().exitCode()).isEqualTo(137);
    }

    @Test
    void aRunThatHangsAfterSigtermIsKilledTooWhenTheGraceIsOver() {
        start(0);
        runtime.perform(new Command.Stop(FIRST, Duration.ofSeconds(30)), _ -> {});
        run(100);
        faults.hang(FIRST, true);

        run(29_000);
        assertThat(web().running()).isTrue();
        run(901);

        assertThat(web().exitCode()).isEqualTo(137);
    }

    @Test
    void aRunThatGoesOnObeysTheSigtermThatItIgnored() {
        start(0);
        faults.hang(FIRST, true);
        runtime.perform(new Command.Stop(FIRST, Duration.ofSeconds(30)), _ -> {});
        run(10_000);

        faults.hang(FIRST, false);
        run(1);

        assertThat(web().exited()).isTrue();
        assertThat(web().exitCode()).isZero();
        assertThat(web().finishedAt()).isEqualTo(START.plusMillis(11_001));
    }

    @Test
    void aHangingRunDoesNotEndByItselfButWhenItGoesOn() {
        annotations.put("wavetank.dev/run-for", "5s");
        annotations.put("wavetank.dev/exit-code", "3");
        start(0);
        faults.hang(FIRST, true);
        run(60_000);
        assertThat(web().running()).isTrue();

        faults.hang(FIRST, false);
        run(1);

        assertThat(web().exitCode()).isEqualTo(3);
    }

    @Test
    void aProbeThatBeginsDuringAHangFailsToo() {
        start(0);
        faults.hang(FIRST, true);
        run(1);
        runtime.perform(new Command.Probe(FIRST, ProbeKind.LIVENESS, readiness()), _ -> {});
        run(10_000);

        assertThat(web().probe(ProbeKind.LIVENESS))
                .extracting(ProbeReport::verdict)
                .isEqualTo(ProbeReport.Verdict.FAILING);
    }

    @Test
    void powerLossEndsAlsoWhatHangs() {
        start(0);
        faults.hang(FIRST, true);
        run(1);

        runtime.powerOff();

        assertThat(web().exited()).isTrue();
        assertThat(web().exitCode()).isEqualTo(255);
    }

    @Test
    void aSlowContainerIsReadyLaterFromItsNextRunOn() {
        faults.slow("u1", "web", Duration.ofSeconds(20));
        start(0);
        run(15_000);
        assertThat(ready().passed()).isFalse();
        run(10_000);
        assertThat(ready().passed()).isTrue();

        faults.slow("u1", "web", Duration.ZERO);
        faults.end(FIRST, 1, "Error");
        run(1);
        start(1);
        run(2_000);

        assertThat(ready().passed()).isTrue();
    }
}
