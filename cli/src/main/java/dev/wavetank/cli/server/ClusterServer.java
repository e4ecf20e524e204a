package dev.wavetank.cli.server;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.http.AccountKey;
import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.HttpFront;
import dev.wavetank.apiserver.http.Identity;
import dev.wavetank.apiserver.http.Limits;
import dev.wavetank.apiserver.journal.JournalTrouble;
import dev.wavetank.apiserver.journal.SqliteJournal;
import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.PoweredOff;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.lifecycle.KubeconfigEntry;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.client.Endpoint;
import dev.wavetank.client.WallWorld;
import dev.wavetank.node.docker.Engine;
import dev.wavetank.node.docker.EngineProblem;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Boot;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.RealContainers;
import dev.wavetank.tank.Tank;
import dev.wavetank.tank.Worlds;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A cluster in real time, with a journal on disk, reachable over HTTPS and a Unix socket.
final class ClusterServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("dev.wavetank.server");

    private final ClusterFolder folder;
    private final WallWorld world;
    private final SqliteJournal journal;
    private final HttpFront front;
    private final Tank tank;

    private ClusterServer(
            ClusterFolder folder,
            WallWorld world,
            SqliteJournal journal,
            HttpFront front,
            Tank tank) {
        this.folder = folder;
        this.world = world;
        this.journal = journal;
        this.front = front;
        this.tank = tank;
    }

    /// Starts the cluster of a folder with all that is in it.
    ///
    /// @param fixedPort whether no other port than that of the settings will do
    /// @throws Failure when it cannot; then nothing of it runs
    static ClusterServer start(ClusterFolder folder, Settings settings, boolean fixedPort)
            throws IOException {
        var certificates = new Certificates(folder.certificates(), Instant.now());
        var key = AccountKey.in(folder.certificates());
        var encoded = new EncodedObjects();
        var journal = journal(folder, encoded);
        var start = new CompletableFuture<Void>();
        var world =
                new WallWorld(
                        "wavetank",
                        new SecureRandom().nextLong(),
                        settings.speed(),
                        (component, cause, thrown) -> failed(component, cause, thrown, start));
        var server = world.thread("api");
        var blueprint =
                new Blueprint(settings.machines(), Duration.ZERO, certificates.authorityPem())
                        .withRealContainers(new RealContainers(folder.identity(), Engine::open));
        Tank tank;
        try {
            tank =
                    new Tank(
                            new Worlds(server, world),
                            new LoggedJournal(journal, LOG),
                            encoded,
                            key,
                            blueprint,
                            Ports.PLAIN,
                            ClusterServer::bug);
        } catch (EngineProblem problem) {
            world.close();
            journal.close();
            throw Failure.of(problem.happened(), problem.remedy());
        }
        var power = new PoweredOff(folder);
        boolean orderly = Files.deleteIfExists(folder.orderlyEnd());
        tank.start(orderly ? Boot.CONTAINERS_LOST : Boot.CONTAINERS_ALIVE);
        server.post("the API is up", () -> start.complete(null));
        try {
            awaitStart(start);
            if (orderly) {
                power.forget();
            } else {
                power.nodes()
                        .forEach(node -> world.post("stays off " + node, () -> off(tank, node)));
            }
            var owner = new PowerHandler(tank::handle, tank, server, world, power, folder);
            var front = new HttpFront(server, tank::handle, limits());
            var started = new ClusterServer(folder, world, journal, front, tank);
            try {
                started.listen(certificates, settings, fixedPort, owner, tank);
                return started;
            } catch (IOException | Failure refused) {
                front.close();
                throw refused;
            }
        } catch (IOException | Failure refused) {
            world.close();
            journal.close();
            if (orderly) {
                tank.shutDown();
                Files.writeString(folder.orderlyEnd(), "");
            }
            throw refused;
        }
    }

    private static void off(Tank tank, String node) {
        try {
            tank.powerOff(node);
        } catch (IllegalArgumentException fewerNodesNow) {
            LOG.info(() -> node + " was switched off and is no longer there");
        }
    }

    private static SqliteJournal journal(ClusterFolder folder, EncodedObjects encoded) {
        try {
            return SqliteJournal.open(folder.path(), encoded);
        } catch (JournalTrouble trouble) {
            throw failure(trouble);
        }
    }

    private static void awaitStart(CompletableFuture<Void> start) {
        try {
            start.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof JournalTrouble trouble) {
                throw failure(trouble);
            }
            throw failed;
        }
    }

    /// Its sentence says what is wrong, a colon, and what to do.
    private static Failure failure(JournalTrouble trouble) {
        String sentence = trouble.remedy();
        int colon = sentence.indexOf(": ");
        return colon < 0
                ? Failure.of(sentence, "run this again when it is corrected")
                : Failure.of(sentence.substring(0, colon), sentence.substring(colon + 2));
    }

    private static void failed(
            String component, String cause, Throwable thrown, CompletableFuture<?> start) {
        LOG.log(Level.SEVERE, component + " failed in the turn \"" + cause + "\"", thrown);
        start.completeExceptionally(thrown);
    }

    /// Limits that the user chose; docs/limits.md.
    private static Limits limits() {
        try {
            return Limits.DEFAULT.with(System.getenv().getOrDefault("WAVETANK_LIMITS", ""));
        } catch (IllegalArgumentException wrong) {
            throw Failure.usage(
                    "WAVETANK_LIMITS cannot be read: " + wrong.getMessage(),
                    "correct it or unset it; docs/limits.md lists the limits");
        }
    }

    private static void bug(Throwable thrown) {
        LOG.log(Level.SEVERE, "a request failed by a bug", thrown);
    }

    /// The Unix socket comes last: whoever finds it open finds everything done.
    ///
    /// @param owner answers the cluster's owner, who alone can open the socket
    private void listen(
            Certificates certificates,
            Settings settings,
            boolean fixedPort,
            Handler owner,
            Tank tank)
            throws IOException {
        int port = listenTls(certificates, settings.port(), fixedPort);
        folder.keep(settings.withPort(port));
        tank.advertise("127.0.0.1", port);
        Identity admin = certificates.client("admin", "wavetank-admin", List.of("system:masters"));
        new KubeconfigEntry(folder, settings.kubeconfig())
                .put(
                        "https://127.0.0.1:" + port,
                        certificates.authorityPem(),
                        new Endpoint.PemIdentity(admin.certificatePem(), admin.sec1Pem()));
        front.listenUnix(SocketPath.choose(folder, System.getenv()).path(), owner);
        LOG.info(() -> "cluster " + folder.name() + " answers at https://127.0.0.1:" + port);
    }

    private int listenTls(Certificates certificates, int port, boolean fixed) throws IOException {
        try {
            return front.listenTls(certificates, port);
        } catch (IOException taken) {
            if (fixed) {
                throw Failure.of(
                        "port " + port + " on 127.0.0.1 is in use",
                        "choose another one, or leave out --port to take any free one");
            }
            if (port == 0) {
                throw taken;
            }
            LOG.info(() -> "port " + port + " is in use now, taking a free one");
            return front.listenTls(certificates, 0);
        }
    }

    /// Ends in order: every answer that was begun is given, every write is kept.
    @Override
    public void close() throws IOException {
        front.close();
        world.close();
        tank.shutDown();
        journal.close();
        Files.writeString(folder.orderlyEnd(), "");
    }
}
