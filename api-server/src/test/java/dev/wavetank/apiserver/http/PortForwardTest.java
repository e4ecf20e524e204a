package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Output;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Ports forwarded as kubectl does it: any number of connections in one WebSocket, two SPDY streams
/// each.
final class PortForwardTest extends RunningFront {
    private final List<Recorder> connections = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> ports = Collections.synchronizedList(new ArrayList<>());
    private PortsClient client;

    @BeforeEach
    void open() throws Exception {
        echo.upgrade =
                new Response(
                        101,
                        new TreeMap<>(),
                        new Response.Body.Upgraded(
                                new Upgrade.Ports(PortsClient.PROTOCOL, "web", this::connected)));
        client =
                new PortsClient(
                        client(null, HttpClient.Version.HTTP_1_1),
                        URI.create("wss://127.0.0.1:" + port + "/upgrade"));
    }

    @AfterEach
    void done() {
        client.close();
        assertThat(world.failures).isEmpty();
    }

    private Conversation connected(int to) {
        var connection = new Recorder();
        ports.add(to);
        connections.add(connection);
        return connection;
    }

    /// Everything that was sent until now has been heard.
    private void settled(int id) throws Exception {
        client.ping(id);
        await().until(() -> client.heard.contains("ping " + id));
    }

    /// {@return the connection of that number, once it has begun}
    private Recorder begun(int number) {
        await().until(() -> connections.size() > number && connections.get(number).begun());
        return connections.get(number);
    }

    @Test
    void twoStreamsAreOneConnectionAndBothSidesHearEachOther() throws Exception {
        client.open(1, "error", "80", "0");
        settled(1);
        assertThat(client.heard).containsExactly("reply 1", "ping 1");
        assertThat(connections).isEmpty();

        client.open(3, "data", "80", "0");
        var connection = begun(0);
        assertThat(ports).containsExactly(80);
        client.send(3, "hello", false);
        await().until(() -> connection.heard().equals("hello"));
        connection.say("and back");
        await().until(() -> client.heard.contains("data 3:and back"));
        await().until(() -> connection.told.contains("taken 8"));
        assertThat(client.heard).containsSubsequence("reply 1", "reply 3", "data 3:and back");
    }

    @Test
    void connectionsDoNotMix() throws Exception {
        client.connect(1, 80, "0");
        var first = begun(0);
        client.connect(5, 81, "1");
        var second = begun(1);
        assertThat(ports).containsExactly(80, 81);

        client.send(7, "to the second", false);
        client.send(3, "to the first", false);
        await().until(() -> first.heard().equals("to the first"));
        await().until(() -> second.heard().equals("to the second"));
        second.say("from the second");
        first.say("from the first");
        await().until(() -> client.heard.contains("data 7:from the second"));
        await().until(() -> client.heard.contains("data 3:from the first"));
        second.say(new Output.Ended(new Ending.Exited(0)));
        await().until(() -> client.heard.contains("fin 7"));

        client.send(3, ", again", false);
        await().until(() -> first.heard().equals("to the first, again"));
        assertThat(first.told).doesNotContain("hung up", "end");
    }

    @Test
    void whoHasSaidAllStillHearsTheRestAndBothStreamsEnd() throws Exception {
        client.connect(1, 80, "0");
        var connection = begun(0);
        client.send(3, "last words", true);
        await().until(() -> connection.told.contains("end"));
        assertThat(connection.heard()).isEqualTo("last words");

        connection.say("an answer");
        await().until(() -> client.heard.contains("data 3:an answer"));
        connection.say(new Output.Ended(new Ending.Exited(0)));
        await().until(() -> client.heard.contains("fin 3"));
        assertThat(client.heard).contains("fin 1").noneMatch(each -> each.startsWith("data 1:"));
        assertThat(connection.told).doesNotContain("hung up");
    }

    @Test
    void whatGoesWrongIsSaidOnTheStreamOfErrors() throws Exception {
        client.connect(1, 80, "0");
        begun(0).say(new Output.Ended(new Ending.Failed("connection refused")));

        await().until(() -> client.heard.contains("fin 3"));
        assertThat(client.heard)
                .containsSubsequence(
                        "data 1:error forwarding port 80 to pod web, uid : connection refused",
                        "fin 1",
                        "fin 3");
        assertThat(client.closed).isNotDone();
    }

    @Test
    void aResetBreaksOneConnectionOffAndNoOther() throws Exception {
        client.connect(1, 80, "0");
        client.connect(5, 80, "1");
        var second = begun(1);
        client.reset(3);
        await().until(() -> begun(0).told.contains("hung up"));

        client.send(3, "to nobody", false);
        client.send(7, "still here", false);
        await().until(() -> second.heard().equals("still here"));
        assertThat(begun(0).heard()).isEmpty();
        assertThat(second.told).doesNotContain("hung up");
        client.connect(9, 80, "0");
        begun(2);
    }

    @ParameterizedTest
    @CsvSource({"data, 0", "data, 70000", "data, http", "data, -1", "other, 80"})
    void aStreamThatMakesNoSenseIsReset(String type, String to) throws Exception {
        client.open(1, type, to, "0");
        await().until(() -> client.heard.contains("rst 1 PROTOCOL_ERROR"));
        assertThat(client.heard).doesNotContain("reply 1");

        client.connect(3, 80, "1");
        begun(0);
    }

    @Test
    void aPortThatTakesNothingIsNotFlooded() throws Exception {
        client.connect(1, 80, "0");
        var connection = begun(0);
        connection.takes = false;
        String piece = "x".repeat(32 << 10);
        for (int i = 0; i < 64; i++) {
            client.send(3, piece, false);
        }
        await().until(() -> connection.bytes.get() >= Conversation.WINDOW);
        // Two requests later the rest has had every chance to come.
        for (int i = 0; i < 2; i++) {
            get(client(null, HttpClient.Version.HTTP_1_1), "/fine");
        }
        assertThat(connection.bytes.get()).isLessThan(2 * Conversation.WINDOW);

        connection.takes = true;
        connection.say(new Output.Taken(connection.bytes.get()));
        await().until(() -> connection.bytes.get() == 64 * piece.length());
    }

    @Test
    void everyConnectionHangsUpWithItsClient() throws Exception {
        client.connect(1, 80, "0");
        client.connect(5, 81, "1");
        begun(1);
        client.close();
        await().until(() -> begun(0).told.contains("hung up"));
        await().until(() -> begun(1).told.contains("hung up"));
    }

    @Test
    void whatIsNoSpdyEndsTheWebSocket() throws Exception {
        client.connect(1, 80, "0");
        begun(0);
        // A data frame's head that says it has more than any frame may have.
        client.raw(new byte[] {(byte) 0x80, 3, 0, 1, 0, 0, 0, 1, 0});
        assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1002);
        await().until(() -> begun(0).told.contains("hung up"));
    }
}
