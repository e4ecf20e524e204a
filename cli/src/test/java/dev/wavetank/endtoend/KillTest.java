package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.socket.Answer;
import dev.wavetank.cli.socket.UnixConnection;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.endtoend.Ledger.Entry;
import dev.wavetank.endtoend.Ledger.Verb;
import dev.wavetank.endtoend.Ledger.Write;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The server is killed at random under load, again and again, and each time knows what it had
/// acknowledged.
final class KillTest {
    private static final int ROUNDS = 20;
    private static final List<String> WRITERS = List.of("left-", "right-");

    /// A server may die before it is warm or while it is busy.
    private static final int LIFE_MS_MIN = 50;

    private static final int LIFE_MS_MAX = 400;

    private static final String OBJECTS = "/api/v1/namespaces/default/configmaps";
    private static final Map<String, String> HEADERS =
            Map.of("accept", "application/json", "content-type", "application/json");
    private static final byte[] NONE = {};

    @TempDir Path home;

    @Test
    void anAcknowledgedWriteSurvivesTheServer() throws Exception {
        long seed = Long.getLong("wavetank.kill.seed", new SecureRandom().nextLong());
        var chance = new SplittableRandom(seed);
        List<Ledger> ledgers = WRITERS.stream().map(Ledger::new).toList();
        var wavetank = new Wavetank(home);
        settle(wavetank);
        Process server = wavetank.serve();
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            awaitAnswers(wavetank, server);
            for (int round = 1; round <= ROUNDS; round++) {
                load(wavetank, server, threads, ledgers, chance);
                server = wavetank.serve();
                awaitAnswers(wavetank, server);
                compare(wavetank, ledgers);
            }
        } catch (AssertionError | Exception failed) {
            throw new AssertionError("with -Dwavetank.kill.seed=" + seed, failed);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private void settle(Wavetank wavetank) throws IOException {
        Path folder = Files.createDirectories(wavetank.folder("default"));
        Files.writeString(
                folder.resolve("cluster.json"),
                """
                {"nodes": 1, "nodeCpu": "4", "nodeMemory": "8Gi", "speed": 1, "port": 0,
                 "kubeconfig": "%s"}
                """
                        .formatted(wavetank.kubeconfig()));
    }

    private static UnixConnection open(Wavetank wavetank) throws IOException {
        var folder = new ClusterFolder("default", wavetank.folder("default"));
        return UnixConnection.open(SocketPath.of(folder).path());
    }

    private static void awaitAnswers(Wavetank wavetank, Process server) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    assertThat(server.isAlive()).as("the server lives").isTrue();
                    try (var connection = open(wavetank)) {
                        String target = "/api/v1/namespaces/default";
                        return connection.send("GET", target, HEADERS, NONE).status() == 200;
                    } catch (IOException notYet) {
                        return false;
                    }
                });
    }

    /// Writes until the server is killed, at a random time after its first acknowledgement.
    private static void load(
            Wavetank wavetank,
            Process server,
            ExecutorService threads,
            List<Ledger> ledgers,
            SplittableRandom chance)
            throws Exception {
        var acknowledged = new CountDownLatch(1);
        var writers = new ArrayList<Future<?>>();
        for (Ledger ledger : ledgers) {
            var own = chance.split();
            var connection = open(wavetank);
            writers.add(threads.submit(() -> write(connection, ledger, own, acknowledged)));
        }
        int life = chance.nextInt(LIFE_MS_MIN, LIFE_MS_MAX);
        try {
            assertThat(acknowledged.await(3, TimeUnit.MINUTES)).as("an answer").isTrue();
            assertThat(server.waitFor(life, TimeUnit.MILLISECONDS)).as("died itself").isFalse();
            assertThat(writers).as("writers that lost the server").noneMatch(Future::isDone);
        } finally {
            server.destroyForcibly().waitFor();
            for (Future<?> writer : writers) {
                writer.get(3, TimeUnit.MINUTES);
            }
        }
    }

    private static void write(
            UnixConnection connection,
            Ledger ledger,
            SplittableRandom chance,
            CountDownLatch acknowledged) {
        try (connection) {
            while (true) {
                Write write = ledger.begin(chance);
                Answer answer = send(connection, write);
                byte[] body = answer.bytes();
                assertThat(answer.status())
                        .as("%s: %s", write, new String(body, StandardCharsets.UTF_8))
                        .isEqualTo(write.verb() == Verb.CREATE ? 201 : 200);
                ledger.acknowledged(write.verb() == Verb.DELETE ? 0 : revision(object(body)));
                acknowledged.countDown();
            }
        } catch (IOException killed) {
            // What was begun stays so.
        }
    }

    private static Answer send(UnixConnection connection, Write write) throws IOException {
        String target = OBJECTS + "/" + write.name();
        return switch (write.verb()) {
            case CREATE -> connection.send("POST", OBJECTS, HEADERS, body(write));
            case UPDATE -> connection.send("PUT", target, HEADERS, body(write));
            case DELETE -> connection.send("DELETE", target, HEADERS, NONE);
        };
    }

    private static byte[] body(Write write) {
        var meta = Json.Obj.builder().put("name", write.name());
        if (write.revision() != 0) {
            meta.put("resourceVersion", Long.toString(write.revision()));
        }
        return JsonText.bytes(
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put("kind", "ConfigMap")
                        .put("metadata", meta.build())
                        .put("data", Json.Obj.of("value", new Json.Text(write.value())))
                        .build());
    }

    private static void compare(Wavetank wavetank, List<Ledger> ledgers) throws IOException {
        try (var connection = open(wavetank)) {
            Answer answer = connection.send("GET", OBJECTS, HEADERS, NONE);
            Json.Obj list = object(answer.bytes());
            assertThat(answer.status()).as("%s", list).isEqualTo(200);
            SortedMap<String, Entry> all = new TreeMap<>();
            for (Json item : list.array("items")) {
                if (item instanceof Json.Obj object) {
                    var entry = new Entry(object.object("data").text("value"), revision(object));
                    all.put(object.object("metadata").text("name"), entry);
                }
            }
            for (Ledger ledger : ledgers) {
                assertThat(revision(list))
                        .as("the revision of the restarted server")
                        .isGreaterThanOrEqualTo(ledger.newest());
                ledger.compare(all, revision(list));
            }
        }
    }

    private static Json.Obj object(byte[] body) {
        return JsonText.read(body) instanceof Json.Obj object ? object : Json.Obj.EMPTY;
    }

    private static long revision(Json.Obj object) {
        return Long.parseLong(object.object("metadata").text("resourceVersion"));
    }
}
