package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One life of the API server: from a journal, on a World of its own.
///
/// It dies by [#close], as in a crash: what the journal has is what the next life begins with. All
/// but [#localApi] and [#close] is to be used in turns of its World.
public final class ApiServerCore {
    /// The namespaces that every cluster has.
    public static final List<String> NAMESPACES =
            List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final World world;
    private final Writer writer;
    private final Watches watches;
    private final EventExpiry expiry;
    private final Explanations explanations = new Explanations();
    private final EncodedObjects encoded;
    private final List<Consumer<Commit>> observers = new ArrayList<>();
    private final LocalServer local;

    /// Begins a life with what the journal has.
    ///
    /// @param world its own; a new one for each life
    /// @param encoded shared with the journal, if it encodes
    /// @param local where components of this process find it; the same for each life
    public ApiServerCore(World world, Journal journal, EncodedObjects encoded, LocalServer local) {
        this.world = world;
        this.encoded = encoded;
        this.local = local;
        var stored = journal.load();
        watches = new Watches(stored.state(), stored.last());
        writer = new Writer(world, journal, stored.state(), this::publish);
        expiry = new EventExpiry(world, writer);
        observe(new QuotaStatus(writer)::published);
        local.up(this);
        for (var name : NAMESPACES) {
            createMissing(name);
        }
    }

    private void createMissing(String name) {
        if (writer.committed().get(Namespace.KIND.ref(new Key("", name))) == null) {
            var namespace =
                    Namespace.KIND.read(
                            Json.Obj.of("metadata", Json.Obj.of("name", new Json.Text(name))));
            writer.submit(
                    new Submission(new Action.Create(namespace, List.of()), "", false), _ -> {});
        }
    }

    private void publish(List<Change> changes, ClusterState state) {
        watches.publish(changes, state, world.now().nanos());
        changes.forEach(expiry::published);
        if (!observers.isEmpty()) {
            var commit = new Commit(changes, state);
            observers.forEach(observer -> observer.accept(commit));
        }
    }

    /// Makes the service `default/kubernetes` and keeps it, for clients in the cluster.
    ///
    /// @param address where this server can be reached
    /// @param port where this server can be reached by HTTPS
    public void advertise(String address, int port) {
        var advertised = new Advertised(world, writer, address, port);
        observe(advertised::published);
        advertised.see();
    }

    public World world() {
        return world;
    }

    public Writes writes() {
        return writer;
    }

    public Watches watches() {
        return watches;
    }

    public Explanations explanations() {
        return explanations;
    }

    public EncodedObjects encoded() {
        return encoded;
    }

    /// Tells of every commit, in the turn that makes it visible.
    public void observe(Consumer<Commit> observer) {
        observers.add(observer);
    }

    /// Opens a session of a component in the same process: with this life of the server, and with
    /// those that come after it at the same [LocalServer]. May be called on any thread.
    ///
    /// @param component the component's own World
    public Api localApi(World component, String name) {
        return local.connect(component, name);
    }

    /// Ends this life as a crash would: turns and unanswered writes are dropped, sessions hear that
    /// they are cut. May be called on any thread that may close its World.
    public void close() {
        world.close();
        local.down("the API server stopped");
    }
}
