package dev.wavetank.tank;

import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Somebody who talks to what runs in a container, through the whole of the API server but its
/// sockets.
final class Talk {
    /// Longer than all crossings there and back.
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final User USER = new User("operator", List.of("system:masters"));

    private final VirtualTank tank;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable Conversation conversation;
    private @Nullable Ending ending;

    private Talk(VirtualTank tank) {
        this.tank = tank;
    }

    /// Runs a program in the only container of a pod.
    ///
    /// @param options more of the query, such as `stdin=true`
    static Talk exec(VirtualTank tank, String pod, String options, String... argv) {
        var query = query(options);
        query.put("command", List.of(argv));
        return open(tank, pod + "/exec", query);
    }

    static Talk attach(VirtualTank tank, String pod, String options) {
        return open(tank, pod + "/attach", query(options));
    }

    static Talk connect(VirtualTank tank, String pod, int port) {
        return open(tank, pod + "/portforward", query("ports=" + port));
    }

    private static TreeMap<String, List<String>> query(String options) {
        var query = new TreeMap<String, List<String>>();
        for (String each : options.split("&", -1)) {
            if (!each.isEmpty()) {
                String[] pair = each.split("=", 2);
                query.put(pair[0], List.of(pair[1]));
            }
        }
        return query;
    }

    private static Talk open(VirtualTank tank, String path, TreeMap<String, List<String>> query) {
        var talk = new Talk(tank);
        var headers = new TreeMap<String, String>();
        headers.put("upgrade", "websocket");
        headers.put("sec-websocket-protocol", "v4.channel.k8s.io");
        var request =
                new Request(
                        "GET",
                        "/api/v1/namespaces/default/pods/" + path,
                        query,
                        headers,
                        USER,
                        new byte[0]);
        tank.world().post("request", () -> tank.tank().handle(request, talk::answered));
        tank.run(MOMENT);
        return talk;
    }

    private void answered(Response response) {
        if (!(response.body() instanceof Response.Body.Upgraded(var upgrade))) {
            throw new IllegalStateException("no stream: " + response.status());
        }
        var begun =
                switch (upgrade) {
                    case Upgrade.Program program -> program.conversation();
                    case Upgrade.Port port -> port.conversation();
                    case Upgrade.Ports _, Upgrade.Events _ ->
                            throw new IllegalStateException("not asked for: " + upgrade);
                };
        conversation = begun;
        begun.begin(this::heard);
    }

    private void heard(Output output) {
        switch (output) {
            case Output.Bytes(var error, var bytes) -> {
                (error ? err : out).writeBytes(bytes);
                conversation().tell(new Input.Taken(bytes.length));
            }
            case Output.Taken _ -> {}
            case Output.Ended(var how) -> ending = how;
        }
    }

    private Conversation conversation() {
        return Objects.requireNonNull(conversation);
    }

    private Talk tell(Input input) {
        tank.world().post("caller", () -> conversation().tell(input));
        tank.run(MOMENT);
        return this;
    }

    Talk say(String text) {
        return tell(new Input.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    Talk endInput() {
        return tell(new Input.End());
    }

    Talk hangUp() {
        return tell(new Input.HangUp());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// {@return how it ended; null while it goes on}
    @Nullable Ending ending() {
        return ending;
    }
}
