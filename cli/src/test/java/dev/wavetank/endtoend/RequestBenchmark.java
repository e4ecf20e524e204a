package dev.wavetank.endtoend;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.apiserver.core.LocalServer;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.HttpFront;
import dev.wavetank.apiserver.http.Identity;
import dev.wavetank.apiserver.http.Limits;
import dev.wavetank.apiserver.journal.SqliteJournal;
import dev.wavetank.apiserver.requests.RestApi;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.client.WallWorld;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What the API server does in a second over TLS, each figure beside that of a bare Vert.x handler
/// that writes the same bytes ([BarePeer]). Run by hand; arguments: seconds for each figure (10),
/// connections (32), watchers (1000), journal (`memory` or `sqlite`).
///
/// Client and servers share this process and its cores, so the processor time that each request
/// costs the server's threads says more than requests a second.
public final class RequestBenchmark {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int OBJECTS = 1000;
    private static final int VALUE = 1800;
    private static final int UPDATES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] NOTHING = new byte[0];

    private final int seconds;
    private final int connections;
    private final int watchers;
    private final SSLContext tls;

    private RequestBenchmark(int seconds, int connections, int watchers, SSLContext tls) {
        this.seconds = seconds;
        this.connections = connections;
        this.watchers = watchers;
        this.tls = tls;
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 32;
        int watchers = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        String kind = args.length > 3 ? args[3] : "memory";
        System.out.printf(
                Locale.ROOT,
                "RequestBenchmark %d %d %d %s%nJava %s, %d cores, heap at most %d MB, %s; %d"
                        + " objects of 2 KB, TLS 1.3, HTTP/1.1%n",
                seconds,
                connections,
                watchers,
                kind,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("os.arch"),
                OBJECTS);
        Path folder = Files.createTempDirectory("wavetank-requests");
        var certificates = new Certificates(folder.resolve("pki"), Instant.now());
        var encoded = new EncodedObjects();
        Journal journal =
                kind.equals("sqlite") ? SqliteJournal.open(folder, encoded) : new MemoryJournal();
        var world = new WallWorld("wavetank", 1, 1, (_, _, thrown) -> thrown.printStackTrace());
        var server = world.thread("api");
        var started = new CountDownLatch(1);
        var api = new RestApi[1];
        server.post(
                "start",
                () -> {
                    var core =
                            new ApiServerCore(
                                    server.child("core"),
                                    journal,
                                    encoded,
                                    new LocalServer(Duration.ZERO));
                    api[0] =
                            new RestApi(
                                    core,
                                    Contract.load(),
                                    NoStreams.KUBELETS,
                                    new SeededKey(1),
                                    Throwable::printStackTrace);
                    started.countDown();
                });
        started.await();
        try (var front = new HttpFront(server, api[0], Limits.DEFAULT);
                var peer = new BarePeer(certificates.serverIdentity())) {
            int port = front.listenTls(certificates, 0);
            new RequestBenchmark(seconds, connections, watchers, tls(certificates)).run(port, peer);
        }
        world.close();
        System.exit(0);
    }

    private void run(int port, BarePeer peer) throws Exception {
        byte[] create = map("{\"generateName\":\"new-\"}");
        try (var one = new LoadConnection(tls, port)) {
            for (int i = 0; i < OBJECTS; i++) {
                one.exchange(
                        LoadConnection.request(
                                "POST",
                                MAPS,
                                "application/json",
                                map("{\"name\":\"m-" + i + "\",\"labels\":{\"of\":\"list\"}}")));
            }
        }
        both(port, peer, "GET", LoadConnection.request("GET", MAPS + "/m-7", "", NOTHING));
        both(
                port,
                peer,
                "LIST",
                LoadConnection.request("GET", MAPS + "?labelSelector=of=list", "", NOTHING));
        both(port, peer, "PATCH", patch(0), patch(1));
        both(
                port,
                peer,
                "CREATE",
                LoadConnection.request("POST", MAPS, "application/json", create));
        fanOut(port, peer);
    }

    private static byte[] patch(int value) {
        return LoadConnection.request(
                "PATCH",
                MAPS + "/m-9",
                "application/merge-patch+json",
                ("{\"data\":{\"n\":\"" + value + "\"}}").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] map(String meta) {
        return ("{\"metadata\":" + meta + ",\"data\":{\"v\":\"" + "x".repeat(VALUE) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void both(int port, BarePeer peer, String name, byte[]... requests) throws Exception {
        try (var one = new LoadConnection(tls, port)) {
            peer.answer(one.fetch(requests[0]));
        }
        load(port, requests, Math.max(1, seconds / 2));
        load(peer.port(), requests, Math.max(1, seconds / 2));
        var ours = load(port, requests, seconds);
        var theirs = load(peer.port(), requests, seconds);
        System.out.printf(
                Locale.ROOT,
                "%-7s %s%n   bare %s%n        %.0f %% of the bare handler's requests, %.1f times"
                        + " its processor time%n",
                name,
                ours,
                theirs,
                100 * ours.perSecond() / theirs.perSecond(),
                ours.serverMicros() / theirs.serverMicros());
    }

    private record Figure(double perSecond, double p50, double p99, double serverMicros) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%8.0f requests/s, p50 %.2f ms, p99 %.2f ms, %.0f us of the server's processor"
                            + " time each",
                    perSecond,
                    p50,
                    p99,
                    serverMicros);
        }
    }

    /// @param requests sent in turns, so that a change is one
    private Figure load(int port, byte[][] requests, int time) throws Exception {
        var threads = new ArrayList<Thread>();
        var all = new ArrayList<long[]>();
        var failures = new ArrayList<Exception>();
        var open = new ArrayList<LoadConnection>();
        for (int i = 0; i < connections; i++) {
            open.add(new LoadConnection(tls, port));
        }
        long cpu = serverNanos();
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(time);
        for (var connection : open) {
            threads.add(
                    Thread.ofPlatform()
                            .name("load")
                            .start(() -> {
                                long[] taken = new long[1 << 10];
                                int count = 0;
                                try {
                                    for (long now = System.nanoTime(); now < end; ) {
                                        connection.exchange(requests[count % requests.length]);
                                        long then = System.nanoTime();
                                        if (count == taken.length) {
                                            taken = Arrays.copyOf(taken, count * 2);
                                        }
                                        taken[count++] = then - now;
                                        now = then;
                                    }
                                } catch (IOException broken) {
                                    synchronized (failures) {
                                        failures.add(broken);
                                    }
                                }
                                synchronized (all) {
                                    all.add(Arrays.copyOf(taken, count));
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - began) / 1e9;
        double used = serverNanos() - cpu;
        for (var connection : open) {
            connection.close();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figure(
                sorted.length / took,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                used / 1e3 / sorted.length);
    }

    /// What all threads but the client's have used: those of the garbage collector are not among
    /// them.
    private static long serverNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && !info.getThreadName().equals("load")) {
                sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    private void fanOut(int port, BarePeer peer) throws Exception {
        byte[] event;
        try (var one = new LoadConnection(tls, port)) {
            event =
                    ("{\"type\":\"MODIFIED\",\"object\":"
                                    + new String(
                                            one.fetch(
                                                    LoadConnection.request(
                                                            "GET", MAPS + "/m-5", "", NOTHING)),
                                            StandardCharsets.UTF_8)
                                    + "}\n")
                            .getBytes(StandardCharsets.UTF_8);
        }
        String watch = MAPS + "?watch=1&fieldSelector=metadata.name=m-5";
        try (var writer = new LoadConnection(tls, port)) {
            int[] update = {0};
            System.out.println(
                    "WATCH   "
                            + fanOut(
                                    port,
                                    watch,
                                    1,
                                    () ->
                                            writer.exchange(
                                                    LoadConnection.request(
                                                            "PATCH",
                                                            MAPS + "/m-5",
                                                            "application/merge-patch+json",
                                                            ("{\"data\":{\"n\":\""
                                                                            + update[0]++
                                                                            + "\"}}")
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8)))));
        }
        System.out.println("   bare " + fanOut(peer.port(), "/watch", 0, () -> peer.tell(event)));
    }

    private interface Telling {
        void tell() throws IOException;
    }

    /// @param first how many events each watch begins with
    private String fanOut(int port, String path, int first, Telling telling) throws Exception {
        var told = new Semaphore(0);
        var open = new ArrayList<LoadConnection>();
        for (int i = 0; i < watchers; i++) {
            var connection = new LoadConnection(tls, port);
            open.add(connection);
            connection.send(LoadConnection.request("GET", path, "", NOTHING));
            connection.head();
            Thread.ofPlatform()
                    .name("load")
                    .daemon()
                    .start(() -> {
                        try {
                            while (true) {
                                // An event ends a chunk, whose size stands on a line of its own.
                                if (connection.line().endsWith("}")) {
                                    told.release();
                                }
                            }
                        } catch (IOException _) {
                            // The round is over.
                        }
                    });
        }
        all(told, first);
        for (int i = 0; i < UPDATES; i++) {
            telling.tell();
            all(told, 1);
        }
        long cpu = serverNanos();
        long[] taken = new long[UPDATES];
        for (int i = 0; i < UPDATES; i++) {
            long began = System.nanoTime();
            telling.tell();
            all(told, 1);
            taken[i] = System.nanoTime() - began;
        }
        double used = serverNanos() - cpu;
        for (var connection : open) {
            connection.close();
        }
        Arrays.sort(taken);
        return String.format(
                Locale.ROOT,
                "one update to %d watchers: p50 %.1f ms, p90 %.1f ms until the last has it; %.1f us"
                        + " of the server's processor time each",
                watchers,
                taken[UPDATES / 2] / 1e6,
                taken[UPDATES * 9 / 10] / 1e6,
                used / 1e3 / UPDATES / watchers);
    }

    private void all(Semaphore told, int events) throws InterruptedException {
        if (!told.tryAcquire(events * watchers, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("an event reached not everybody");
        }
    }

    private static SSLContext tls(Certificates certificates)
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
        return tls;
    }
}
