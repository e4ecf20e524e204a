package dev.wavetank.node.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.NotFoundException;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A node on the Docker engine of this machine, with an image of a shell in it.
///
/// Where no engine answers, tests are skipped, unless `WAVETANK_DOCKER=required`, which CI sets.
final class RealNode implements AutoCloseable {
    static final String IMAGE = "wavetank-test/busybox:1";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> PROGRAMS =
            List.of("sh", "sleep", "cat", "echo", "id", "nc", "httpd", "true", "hostname", "dd");

    final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
    final Engine engine;
    private final Owner owner = new Owner(cluster, "node-1");
    private volatile ClusterState state = ClusterState.EMPTY;
    private volatile Observed observed = Observed.NOTHING;
    DockerRuntime runtime;

    private RealNode(Engine engine) {
        this.engine = engine;
        runtime = newRuntime();
    }

    static RealNode open() throws IOException {
        try {
            var engine = Engine.open();
            provideImage(engine);
            return new RealNode(engine);
        } catch (EngineProblem none) {
            if ("required".equals(System.getenv("WAVETANK_DOCKER"))) {
                throw none;
            }
            return abort(none.happened() + ": the tests of real containers are skipped");
        }
    }

    private static void provideImage(Engine engine) throws IOException {
        try {
            engine.client().inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException missing) {
            if (!Files.exists(BUSYBOX)) {
                throw new EngineProblem(
                        "there is no " + BUSYBOX, "install Debian's package busybox-static");
            }
            String architecture = engine.client().versionCmd().exec().getArch();
            engine.client().loadImageCmd(new ByteArrayInputStream(image(architecture))).exec();
        }
    }

    private static byte[] image(String architecture) throws IOException {
        var image = new ImageArchive().program("bin/busybox", Files.readAllBytes(BUSYBOX));
        PROGRAMS.forEach(name -> image.link("bin/" + name, "busybox"));
        return image.directory("tmp").bytes(IMAGE, architecture);
    }

    private DockerRuntime newRuntime() {
        var made = new DockerRuntime(engine, owner, 8L << 30, () -> state);
        made.observe(seen -> observed = seen);
        return made;
    }

    /// The server's process is killed, and another one comes.
    void restart() {
        runtime.close();
        observed = Observed.NOTHING;
        runtime = newRuntime();
    }

    Pod pod(String name, String spec) {
        var yaml =
                """
                metadata: {name: %s, namespace: default, uid: %s}
                spec: {%s}
                """
                        .formatted(name, name + "-" + cluster, spec);
        var pod = Pod.KIND.read((Json.Obj) Yaml.read(yaml));
        state = state.apply(new Change(state.revision() + 1, null, pod), "test");
        return pod;
    }

    /// Puts a ConfigMap or a Secret into the cluster, in the place of the one before.
    void put(String kind, String name, String data) {
        Kind<Generic> of = Kind.generic("", "v1", kind, kind.toLowerCase(Locale.ROOT) + "s", true);
        var made =
                of.read(
                        (Json.Obj)
                                Yaml.read(
                                        "{metadata: {name: %s, namespace: default}, %s}"
                                                .formatted(name, data)));
        var before = state.get(of.ref("default", name));
        state = state.apply(new Change(state.revision() + 1, before, made), "test");
    }

    /// {@return how many volumes of this cluster are on the engine}
    int volumesLeft() {
        return engine.client()
                .listVolumesCmd()
                .withFilter("label", List.of(Labels.CLUSTER + "=" + cluster))
                .exec()
                .getVolumes()
                .size();
    }

    /// A pod of one container called `app` that runs this script.
    Pod script(String name, String script) {
        return pod(
                name,
                "containers: [{name: app, image: '"
                        + IMAGE
                        + "', command: [sh, -c, '"
                        + script
                        + "']}]");
    }

    Result perform(Command command) {
        var result = new CompletableFuture<Result>();
        runtime.perform(command, result::complete);
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    Result run(Pod pod) {
        return run(pod, 0, 0);
    }

    /// Provides a sandbox and starts the first container in it.
    Result run(Pod pod, int sandbox, int attempt) {
        assertThat(perform(new Command.Sandbox(PodIdentity.of(pod), sandbox)))
                .isEqualTo(new Result.Done());
        return perform(start(pod, sandbox, attempt));
    }

    static Command.Start start(Pod pod, int sandbox, int attempt) {
        return new Command.Start(
                PodIdentity.of(pod), sandbox, attempt, pod.spec().containers().getFirst(), false);
    }

    static ContainerId id(Pod pod, int attempt) {
        return new ContainerId(pod.meta().uid(), "app", attempt);
    }

    ObservedPod observed(Pod pod) {
        return Objects.requireNonNull(seen(pod), () -> pod.meta().name() + " is not there");
    }

    @Nullable ObservedPod seen(Pod pod) {
        return observed.pods().get(pod.meta().uid());
    }

    /// Waits until the newest run of `app` is like this.
    ObservedContainer await(Pod pod, Predicate<ObservedContainer> like) {
        return awaitility(() -> {
            var seen = seen(pod);
            var run = seen == null ? null : seen.latest("app");
            return run != null && like.test(run) ? run : null;
        });
    }

    static <T> T awaitility(Callable<@Nullable T> what) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(what, Objects::nonNull);
    }

    List<String> logs(Pod pod) {
        var result =
                perform(new Command.Logs(pod.meta().uid(), "app", false, null, null, 0, false));
        return ((Result.Log) result).lines().stream().map(Result.Line::text).toList();
    }

    /// {@return how much of this cluster is on the engine}
    int left() {
        return Listing.list(engine.client(), List.of(Labels.CLUSTER + "=" + cluster)).all().size();
    }

    @Override
    public void close() {
        runtime.close();
        Cleaning.removeAll(engine, cluster);
        assertThat(left()).as("containers left on the engine").isZero();
        assertThat(volumesLeft()).as("volumes left on the engine").isZero();
        engine.close();
    }
}
