package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;

/// Where components of the same process find the API server, one life of it after the other.
///
/// A session outlives the lives of the server, as a client's does: while there is none its watches
/// are lost and its writes are not sent, and with the next one its watches begin again. May be used
/// on any thread.
public final class LocalServer {
    private final Duration crossing;
    private final LinkedHashMap<Long, LocalApi> sessions = new LinkedHashMap<>();
    private volatile Acts acts = (component, action, done) -> {};
    private @Nullable ApiServerCore life;
    private long opened;

    /// @param crossing how long a message takes each way
    public LocalServer(Duration crossing) {
        this.crossing = crossing;
    }

    /// Opens a session.
    ///
    /// @param component the component's own World
    /// @param name who it is
    public synchronized Api connect(World component, String name) {
        var session = new LocalApi(this, component, name, ++opened, crossing);
        sessions.put(opened, session);
        session.connect(life);
        return session;
    }

    /// Tells from now on what components do.
    public void observe(Acts observer) {
        acts = observer;
    }

    Acts acts() {
        return acts;
    }

    /// A life of the server begins to answer.
    synchronized void up(ApiServerCore core) {
        if (life != null) {
            throw new IllegalStateException("another life of the API server answers here");
        }
        life = core;
        for (var session : sessions.values()) {
            session.world().post("server up", () -> session.connect(core));
        }
    }

    /// The server's life ended.
    synchronized void down(String why) {
        life = null;
        for (var session : sessions.values()) {
            session.world().post("server down", () -> session.cut(why));
        }
    }

    synchronized void closed(LocalApi session) {
        sessions.remove(session.number());
    }
}
