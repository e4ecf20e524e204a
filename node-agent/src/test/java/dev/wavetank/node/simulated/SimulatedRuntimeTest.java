package dev.wavetank.node.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

class SimulatedRuntimeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualWorld world = new VirtualWorld(5, START, Trace.NONE);
    private final SimulatedRuntime runtime = new SimulatedRuntime(world, "10.244.1.0/24");
    private final TreeMap<String, String> annotations = new TreeMap<>();
    private final List<Result> results = new ArrayList<>();
    private Observed observed = Observed.NOTHING;

    SimulatedRuntimeTest() {
        runtime.observe(seen -> observed = seen);
    }

    private PodIdentity pod() {
        return new PodIdentity("u1", "default", "web", false, annotations);
    }

    private Container spec() {
        var pod =
                """
                spec:
                  containers:
                  - name: web
                    image: a:1
                    resources: {requests: {cpu: 300m, memory: 64Mi}}
                    lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 3"]}}}
                """;
        return Pod.KIND.read((Json.Obj) Yaml.read(pod)).spec().containers().getFirst();
    }

    private void perform(Command command) {
        runtime.perform(command, results::add);
    }

    private void start(int attempt) {
        perform(new Command.Sandbox(pod(), 0));
        perform(new Command.Start(pod(), 0, attempt, spec(), false));
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private @Nullable ObservedContainer latest() {
        var pod = observed.pods().get("u1");
        return pod == null ? null : pod.latest("web");
    }

    private ObservedContainer web() {
        return Objects.requireNonNull(latest());
    }

    @Test
    void aCommandSentTwiceIsDoneOnce() {
        start(0);
        start(0);
        run(2000);
        start(0);
        run(2000);
        assertThat(Objects.requireNonNull(observed.pods().get("u1")).containers()).hasSize(1);
        assertThat(web().startedAt()).isBefore(START.plusMillis(200));
        assertThat(results).hasSize(6).containsOnly(new Result.Done());
    }

    @Test
    void aSecondRunBesideALivingOneIsRefused() {
        start(0);
        run(1000);
        results.clear();
        start(1);
        run(1000);
        assertThat(results.getLast()).isInstanceOf(Result.Failed.class);
        assertThat(web().attempt()).isZero();
    }

    @Test
    void theHookAndTheReactionCountWithinTheGrace() {
        start(0);
        run(1000);
        perform(new Command.Stop(new ContainerId("u1", "web", 0), Duration.ofSeconds(30)));
        run(3190);
        assertThat(web().running()).isTrue();
        run(20);
        assertThat(web().exitCode()).isZero();
    }

    @Test
    void aHookThatTakesTheWholeGraceLeavesTheContainerTwoSeconds() {
        start(0);
        run(1000);
        perform(new Command.Stop(new ContainerId("u1", "web", 0), Duration.ofSeconds(2)));
        run(2190);
        assertThat(web().running()).isTrue();
        run(20);
        assertThat(web().exitCode()).isZero();

        annotations.put("wavetank.dev/stop-after", "1h");
        start(1);
        run(1000);
        perform(new Command.Stop(new ContainerId("u1", "web", 1), Duration.ofSeconds(2)));
        run(3999);
        assertThat(web().running()).isTrue();
        run(2);
        assertThat(web().exitCode()).isEqualTo(137);
    }

    @Test
    void aHookThatBeganEarlierIsNotRunAgain() {
        start(0);
        run(1000);
        perform(new Command.PreStop(new ContainerId("u1", "web", 0)));
        run(2000);
        assertThat(web().running()).isTrue();
        perform(new Command.Stop(new ContainerId("u1", "web", 0), Duration.ofSeconds(30)));
        run(1190);
        assertThat(web().running()).isTrue();
        run(20);
        assertThat(web().exitCode()).isZero();
    }

    @Test
    void howARunEndsDependsOnItsNameAndTheSeedOnly() {
        annotations.put("wavetank.dev/fail-rate", "1/2");
        var codes = exitCodes(this);
        assertThat(codes).contains(0, 1);
        var again = new SimulatedRuntimeTest();
        again.annotations.putAll(annotations);
        again.run(12_345);
        assertThat(exitCodes(again)).isEqualTo(codes);
    }

    private static List<Integer> exitCodes(SimulatedRuntimeTest on) {
        var codes = new ArrayList<Integer>();
        for (int attempt = 0; attempt < 30; attempt++) {
            on.start(attempt);
            on.run(1300);
            codes.add(on.web().exited() ? on.web().exitCode() : 0);
            on.perform(new Command.Stop(new ContainerId("u1", "web", attempt), Duration.ZERO));
            on.run(10);
        }
        return codes;
    }

    @Test
    void aLogIsTheSameHoweverItIsRead() {
        annotations.put("wavetank.dev/log", "tick");
        annotations.put("wavetank.dev/log-every", "10s");
        annotations.put("wavetank.dev/ready-after", "1s");
        annotations.put("wavetank.dev/run-for", "35s");
        annotations.put("wavetank.dev/exit-code", "2");
        start(0);
        var followed = new ArrayList<String>();
        follow(followed, 0);
        run(60_000);
        assertThat(followed)
                .containsExactly(
                        "web: started, run 1 of a:1",
                        "web: ready",
                        "tick",
                        "tick",
                        "tick",
                        "tick",
                        "web: ended with exit code 2");
        assertThat(texts(read(null, 0))).isEqualTo(followed);
        assertThat(texts(read(2, 0))).containsExactly("tick", "web: ended with exit code 2");
        assertThat(texts(read(null, 6))).containsExactly("web: ended with exit code 2");
        start(1);
        run(500);
        assertThat(texts(read(null, 0))).containsExactly("web: started, run 2 of a:1");
        results.clear();
        perform(new Command.Logs("u1", "web", true, null, null, 0, false));
        run(1);
        assertThat(texts((Result.Log) results.getLast())).isEqualTo(followed);
    }

    private void follow(List<String> lines, long after) {
        runtime.perform(
                new Command.Logs("u1", "web", false, null, null, after, true),
                result -> {
                    var log = (Result.Log) result;
                    lines.addAll(texts(log));
                    if (!log.ended()) {
                        follow(lines, log.next());
                    }
                });
    }

    private Result.Log read(@Nullable Integer tail, long after) {
        results.clear();
        perform(new Command.Logs("u1", "web", false, tail, null, after, false));
        run(1);
        return (Result.Log) results.getLast();
    }

    private static List<String> texts(Result.Log log) {
        return log.lines().stream().map(Result.Line::text).toList();
    }

    @Test
    void usageIsHalfTheRequestUnlessTheProfileSays() {
        start(0);
        run(1000);
        results.clear();
        perform(new Command.Stats("u1"));
        run(1);
        var usage = ((Result.Usage) results.getLast()).containers().getFirst();
        assertThat(usage.cpu().millis()).isEqualTo(150);
        assertThat(usage.memory().units()).isEqualTo(32 * 1024 * 1024);
    }

    @Test
    void nobodyGetsIntoAContainerThatDoesNotRun() {
        perform(new Command.Exec("u1", "web", List.of("ls"), false, false));
        run(1);
        assertThat(results)
                .containsExactly(
                        new Result.Failed(
                                "", "unable to upgrade connection: container not found (\"web\")"));
    }

    @Test
    void aRemovedPodLeavesNothing() {
        start(0);
        run(1000);
        perform(new Command.Remove("u1"));
        run(5000);
        assertThat(observed.pods()).isEmpty();
        assertThat(world.next()).isNull();
    }

    private static Pod restored(String uid, String ip) {
        var pod =
                """
                metadata: {name: %s, namespace: default, uid: %s}
                spec: {containers: [{name: web, image: 'a:1'}]}
                status: {phase: Running, podIP: %s}
                """
                        .formatted(uid, uid, ip);
        return Pod.KIND.read((Json.Obj) Yaml.read(pod));
    }

    private @Nullable String address(String uid) {
        perform(new Command.Sandbox(new PodIdentity(uid, "default", uid, false, annotations), 0));
        run(10);
        var pod = observed.pods().get(uid);
        return pod == null ? null : pod.ip();
    }

    @Test
    void addressesOfRestoredPodsAreNotGivenToOthers() {
        runtime.restore(List.of(restored("old-1", "10.244.1.5"), restored("old-2", "10.244.1.2")));
        assertThat(List.of("new-1", "new-2", "new-3"))
                .extracting(this::address)
                .containsExactly("10.244.1.3", "10.244.1.4", "10.244.1.6");
    }

    @Test
    void anAppTakesConnectionsFromWhenItIsReadyUntilItIsToldToEndAfterItsHook() {
        annotations.put("wavetank.dev/ready-after", "2s");
        annotations.put("wavetank.dev/stop-after", "1s");
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SILENT);
        start(0);
        run(2000);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.REFUSED);
        run(200);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SERVED);

        perform(new Command.Stop(new ContainerId("u1", "web", 0), Duration.ofSeconds(30)));
        run(2999);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SERVED);
        run(2);
        assertThat(web().running()).isTrue();
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.REFUSED);
        perform(new Command.Remove("u1"));
        run(1);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SILENT);
    }

    @Test
    void anAppThatHangsSaysNothingAndOneWhoseProbesFailRefuses() {
        annotations.put("wavetank.dev/fail-probe-after", "5s");
        start(0);
        run(1000);
        runtime.hang(new ContainerId("u1", "web", 0), true);
        run(1);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SILENT);
        runtime.hang(new ContainerId("u1", "web", 0), false);
        run(1);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.SERVED);
        run(5000);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.REFUSED);
    }

    @Test
    void thePortBelongsToTheContainerThatDeclaresIt() {
        annotations.put("wavetank.dev/web.ready-after", "1h");
        perform(new Command.Sandbox(pod(), 0));
        for (String container : List.of("{name: web, ports: [{containerPort: 80}]}", "{name: b}")) {
            var pod =
                    Pod.KIND.read(
                            (Json.Obj) Yaml.read("{spec: {containers: [" + container + "]}}"));
            perform(new Command.Start(pod(), 0, 0, pod.spec().containers().getFirst(), false));
        }
        run(1000);
        assertThat(runtime.connect("u1", 80)).isEqualTo(Listeners.Answer.REFUSED);
        assertThat(runtime.connect("u1", 81)).isEqualTo(Listeners.Answer.SERVED);
    }
}
