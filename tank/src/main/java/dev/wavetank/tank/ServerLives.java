package dev.wavetank.tank;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The API server, one life after the other.
///
/// May be asked to start and crash it anywhere; it does so in turns of the server's World.
final class ServerLives {
    private final World world;
    private final Supplier<ApiServerCore> begin;
    private final Function<ApiServerCore, Handler> rest;
    private final Runnable lost;
    private volatile @Nullable Life now;
    private @Nullable Reached reached;

    /// One life, and the REST API over it.
    private record Life(ApiServerCore core, Handler handler) {}

    /// Where clients reach it.
    private record Reached(String address, int port) {}

    /// @param world the server's; each life has a child of its own
    /// @param begin makes a life with what the journal has
    /// @param rest makes the REST API over it
    /// @param lost does what is to be done when a life is over
    ServerLives(
            World world,
            Supplier<ApiServerCore> begin,
            Function<ApiServerCore, Handler> rest,
            Runnable lost) {
        this.world = world;
        this.begin = begin;
        this.rest = rest;
        this.lost = lost;
    }

    void start() {
        world.post(
                "start API server",
                () -> {
                    var core = begin.get();
                    var known = reached;
                    if (known != null) {
                        core.advertise(known.address(), known.port());
                    }
                    now = new Life(core, rest.apply(core));
                });
    }

    void crash() {
        world.post(
                "crash API server",
                () -> {
                    var life = now;
                    now = null;
                    if (life != null) {
                        life.core().close();
                        lost.run();
                    }
                });
    }

    /// Tells where clients reach it, in this life and those to come.
    void advertise(String address, int port) {
        world.post(
                "advertise the API server",
                () -> {
                    reached = new Reached(address, port);
                    var core = core();
                    if (core != null) {
                        core.advertise(address, port);
                    }
                });
    }

    /// {@return the living one, or null between two lives}
    @Nullable ApiServerCore core() {
        var life = now;
        return life == null ? null : life.core();
    }

    /// Answers a request; 503 between two lives. To be called in a turn of the server's World.
    void handle(Request request, Consumer<Response> answer) {
        var life = now;
        if (life == null) {
            var headers = new TreeMap<String, String>();
            headers.put("content-type", "text/plain");
            headers.put("retry-after", "1");
            byte[] body = "the API server is not running\n".getBytes(StandardCharsets.UTF_8);
            answer.accept(new Response(503, headers, new Response.Body.Whole(body)));
        } else {
            life.handler().handle(request, answer);
        }
    }
}
