package dev.wavetank.apiserver.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An API server's core on a virtual clock, with what tests say to it.
public final class Bench {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration CROSSING = Duration.ofMillis(1);

    public final VirtualWorld root;
    final Journal journal;
    final LocalServer local = new LocalServer(CROSSING);
    public ApiServerCore core;

    public Bench() {
        this(new MemoryJournal());
    }

    public Bench(Journal journal) {
        root = new VirtualWorld(7, START, Trace.NONE);
        this.journal = journal;
        core = start();
        // In a cluster a controller makes it; without it there are no pods.
        core.writes()
                .submit(
                        new Submission(
                                new Action.Create(
                                        new ServiceAccount(
                                                Meta.of("default", "default"), Json.Obj.EMPTY),
                                        List.of()),
                                "test",
                                false),
                        _ -> {});
        root.run(Duration.ZERO);
    }

    private ApiServerCore start() {
        var started =
                new ApiServerCore(root.child("api-server"), journal, new EncodedObjects(), local);
        root.run(Duration.ZERO);
        return started;
    }

    /// Ends the server's life as a crash would, and begins the next.
    void restart() {
        core.close();
        core = start();
    }

    public ClusterState state() {
        return core.writes().committed();
    }

    void run(Duration duration) {
        root.run(duration);
    }

    public Outcome submit(Action action) {
        return submit(new Submission(action, "test", false));
    }

    Outcome submit(Submission submission) {
        var answers = new ArrayList<Outcome>();
        core.writes().submit(submission, answers::add);
        assertThat(answers).isEmpty();
        root.run(Duration.ZERO);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    public Outcome create(Resource object) {
        return submit(new Action.Create(object, List.of()));
    }

    public Outcome update(Resource object) {
        return submit(new Action.Update(object, List.of()));
    }

    /// Creates the object and hands on what is stored.
    public <R extends Resource> R created(Kind<R> kind, String json) {
        return accepted(kind, create(object(kind, json)));
    }

    public static <R extends Resource> R accepted(Kind<R> kind, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return kind.type().cast(((Outcome.Accepted) outcome).object());
    }

    public static String refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var refused = (Outcome.Refused) outcome;
        return refused.reason() + ": " + refused.message();
    }

    static String stale(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        return ((Outcome.Stale) outcome).why();
    }

    public <R extends Resource> R get(Kind<R> kind, String namespace, String name) {
        return Objects.requireNonNull(state().table(kind).get(new Key(namespace, name)));
    }

    boolean gone(Resource object) {
        return state().get(object.ref()) == null;
    }

    /// Reads an object; single quotes stand for double ones.
    public static <R extends Resource> R object(Kind<R> kind, String json) {
        return kind.read((Json.Obj) JsonText.read(json.replace('\'', '"')));
    }

    public static final String POD =
            "{'metadata': {'name': 'web', 'namespace': 'default', 'labels': {'app': 'web'}},"
                    + " 'spec': {'restartPolicy': 'Always', 'containers': [{'name': 'c', 'image':"
                    + " 'nginx'}]}}";
}
