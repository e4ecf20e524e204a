package dev.wavetank.endtoend;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.HttpFront;
import dev.wavetank.apiserver.http.Identity;
import dev.wavetank.apiserver.http.Limits;
import dev.wavetank.apiserver.journal.SqliteJournal;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.client.WallWorld;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Boot;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.Tank;
import dev.wavetank.tank.Worlds;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// How long one large Deployment takes on many simulated nodes: from its POST over HTTPS until the
/// last of its pods is Ready in the journal. Run by hand, with the journal (`memory` or `sqlite`)
/// and other sizes as arguments: journal, pods, nodes, rounds.
///
/// Everything is in this process. The first round is cold, as a cluster is after `up`; each further
/// one adds another Deployment to those that are there.
public final class ScaleBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ScaleBenchmark() {}

    public static void main(String[] args) throws Exception {
        String kind = args.length > 0 ? args[0] : "sqlite";
        int pods = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int nodes = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        System.out.printf(
                Locale.ROOT,
                "ScaleBenchmark %s: %d pods, %d nodes%nJava %s (%s), %d cores, heap at most %d MB,"
                        + " %s%n",
                kind,
                pods,
                nodes,
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("os.arch"));
        Path folder = Files.createTempDirectory("wavetank-scale");
        var encoded = new EncodedObjects();
        Journal journal =
                switch (kind) {
                    case "memory" -> new MemoryJournal();
                    case "sqlite" -> SqliteJournal.open(folder, encoded);
                    default -> throw new IllegalArgumentException("memory or sqlite: " + kind);
                };
        try {
            run(folder, journal, encoded, pods, nodes, rounds);
        } finally {
            if (journal instanceof SqliteJournal sqlite) {
                sqlite.close();
            }
            remove(folder);
        }
        System.exit(0);
    }

    private static void run(
            Path folder, Journal journal, EncodedObjects encoded, int pods, int nodes, int rounds)
            throws Exception {
        var certificates = new Certificates(folder.resolve("pki"), Instant.now());
        var world = new WallWorld("wavetank", 1, 1, (_, _, thrown) -> thrown.printStackTrace());
        var server = world.thread("api");
        var rows = new JournalRows(pods, nodes);
        var tank =
                new Tank(
                        new Worlds(server, world),
                        journal,
                        encoded,
                        new SeededKey(1),
                        Blueprint.of(nodes, Quantity.of("4"), Quantity.of("8Gi"), Duration.ZERO)
                                .withRootCertificate(certificates.authorityPem()),
                        new Ports(
                                Ports.Decorator.none(),
                                Ports.Decorator.none(),
                                Ports.Decorator.none(),
                                (_, _, inner) -> rows.count(inner)),
                        Throwable::printStackTrace);
        long began = System.nanoTime();
        tank.start(Boot.CONTAINERS_ALIVE);
        try (var front = new HttpFront(server, tank::handle, Limits.DEFAULT)) {
            int port = front.listenTls(certificates, 0);
            await(rows.nodesReady().await(PATIENCE.toSeconds(), TimeUnit.SECONDS), rows);
            System.out.printf(
                    Locale.ROOT, "nodes Ready after %.2f s%n", (System.nanoTime() - began) / 1e9);
            try (var client = client(certificates)) {
                // So that the handshake is not part of the figure; a client has a connection.
                send(client, port, HttpRequest.newBuilder().GET(), "/readyz");
                for (int round = 1; round <= rounds; round++) {
                    rows.forget();
                    deploy(client, port, rows, "web-" + round, pods);
                }
            }
        } finally {
            world.close();
        }
    }

    private static void deploy(HttpClient client, int port, JournalRows rows, String name, int pods)
            throws Exception {
        long cpu = cpuNanos();
        long began = System.nanoTime();
        send(
                client,
                port,
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(deployment(name, pods))),
                "/apis/apps/v1/namespaces/default/deployments");
        double posted = (System.nanoTime() - began) / 1e9;
        await(rows.podsReady().await(PATIENCE.toSeconds(), TimeUnit.SECONDS), rows);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: POST answered after %.3f s, %d pods Ready after %.2f s: %.0f pods/s%n"
                        + "CPU of the process: %.2f s, %.2f ms a pod%n",
                name,
                posted,
                pods,
                seconds,
                pods / seconds,
                (cpuNanos() - cpu) / 1e9,
                (cpuNanos() - cpu) / 1e6 / pods);
        System.out.print(rows.report());
    }

    private static void await(boolean there, JournalRows rows) {
        if (!there) {
            throw new IllegalStateException("not all became Ready\n" + rows.report());
        }
    }

    private static String deployment(String name, int pods) {
        return """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "%1$s"},
         "spec": {"replicas": %2$d, "selector": {"matchLabels": {"app": "%1$s"}},
          "template": {"metadata": {"labels": {"app": "%1$s"}},
           "spec": {"containers": [{"name": "web", "image": "web:1",
            "resources": {"requests": {"cpu": "100m", "memory": "16Mi"}}}]}}}}
        """
                .formatted(name, pods);
    }

    private static void send(HttpClient client, int port, HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request.uri(URI.create("https://127.0.0.1:" + port + path)).build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private static HttpClient client(Certificates certificates)
            throws IOException, GeneralSecurityException {
        Identity admin = certificates.client("admin", "admin", List.of("system:masters"));
        var mine = KeyStore.getInstance("PKCS12");
        mine.load(null, null);
        mine.setKeyEntry(
                "admin", admin.key(), new char[0], new X509Certificate[] {admin.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(mine, new char[0]);
        var theirs = KeyStore.getInstance("PKCS12");
        theirs.load(null, null);
        theirs.setCertificateEntry("authority", certificates.authorityCertificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(theirs);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
