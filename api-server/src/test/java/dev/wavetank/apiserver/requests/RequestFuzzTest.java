package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.state.ClusterState;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Spoilt requests by the thousand. Each is answered once, and never by a failure of the server;
/// what is acknowledged is there as acknowledged, and what is refused has changed nothing.
///
/// `-Dwavetank.fuzz.seed` and `-Dwavetank.fuzz.requests` choose which and how many; a failure names
/// both the seed and the request.
class RequestFuzzTest {
    private static final User ADMIN = new User("admin", List.of("system:masters"));
    private static final int ROUND = 250;
    private static final List<String> BACKGROUND = List.of("resourcequotas", "events");

    private final long seed = Long.getLong("wavetank.fuzz.seed", 1);
    private final int requests = Integer.getInteger("wavetank.fuzz.requests", 4000);

    @Test
    void whateverIsSentIsAnsweredAndNoWriteIsLost() {
        System.out.println("fuzz: " + requests + " requests with seed " + seed);
        var samples = FuzzCorpus.samples();
        var codes = new TreeMap<Integer, Integer>();
        for (int from = 0; from < requests; from += ROUND) {
            var mutation = new Mutation(new SplittableRandom(seed * 1_000_003 + from));
            var bench = new ApiBench();
            FuzzCorpus.ground()
                    .forEach(each -> ask(bench, new Mutation(new Still()).of(each, ADMIN)));
            for (int i = 0; i < Math.min(ROUND, requests - from); i++) {
                var request = mutation.of(mutation.one(samples), ADMIN);
                int code = check(bench, request);
                codes.merge(code, 1, Integer::sum);
            }
        }
        System.out.println("fuzz: answers by code " + codes);
        assertThat(codes).containsKeys(200, 201, 400, 404, 422);
    }

    /// Chooses what changes nothing: no further step, and the method's own.
    private static final class Still implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public int nextInt(int bound) {
            // The one step that is always taken replaces no query where there is none.
            return bound == 12 ? 2 : 0;
        }
    }

    private int check(ApiBench bench, Request request) {
        var before = bench.core.writes().committed();
        Response answer = ask(bench, request);
        int code = answer.status();
        var after = bench.core.writes().committed();
        assertThat(bench.bugs).as(told(request)).isEmpty();
        assertThat(code < 500 || code == 503 || code == 504).as(told(request) + code).isTrue();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean many = request.method().equals("DELETE");
        if (reads || (code >= 400 && !many) || request.parameter("dryRun").equals("All")) {
            unchanged(before, after, request);
        } else if (code < 300 && answer.body() instanceof Response.Body.Whole(var bytes)) {
            acknowledged(bench, request, bytes);
        }
        return code;
    }

    private Response ask(ApiBench bench, Request request) {
        var answers = new ArrayList<Response>();
        bench.api.handle(request, answers::add);
        for (int i = 0; i < 70 && answers.isEmpty(); i++) {
            bench.world.run(i == 0 ? Duration.ofMillis(10) : Duration.ofSeconds(1));
        }
        bench.world.run(Duration.ofMillis(10));
        assertThat(answers).as(told(request)).hasSize(1);
        if (answers.getFirst().body() instanceof Response.Body.Streamed(var source)) {
            source.start(new ApiBench.Reading());
            bench.world.run(Duration.ofMillis(10));
            source.closed();
        }
        return answers.getFirst();
    }

    private void unchanged(ClusterState before, ClusterState after, Request request) {
        for (var kind : after.kinds()) {
            if (!BACKGROUND.contains(kind.resource())) {
                assertThat(before.table(kind).sameObjects(after.table(kind)))
                        .as(told(request) + " changes " + kind)
                        .isTrue();
            }
        }
    }

    /// What was answered is what is there, unless the answer is of another form.
    private void acknowledged(ApiBench bench, Request request, byte[] bytes) {
        String accept = request.header("accept");
        boolean written = List.of("POST", "PUT", "PATCH").contains(request.method());
        if (!written || bytes.length == 0 || bytes[0] != '{' || accept.contains("as=")) {
            return;
        }
        var told = (Json.Obj) JsonText.read(bytes);
        String name = told.object("metadata").text("name");
        String version = told.object("metadata").text("resourceVersion");
        if (version.isEmpty() || told.text("kind").equals("Scale")) {
            return;
        }
        String path = request.path();
        if (path.endsWith("/" + name + "/status")) {
            path = path.substring(0, path.length() - "/status".length());
        } else if (!path.endsWith("/" + name)) {
            path += "/" + name;
        }
        var found = bench.get(path).now();
        // An update may take the last thing away that held an object.
        if (found.status() == 404 && told.object("metadata").has("deletionTimestamp")) {
            return;
        }
        assertThat(found.status()).as(told(request) + " is kept at " + path).isEqualTo(200);
        var kept = ApiBench.tree(found);
        if (!BACKGROUND.contains("resourcequotas") || !told.text("kind").equals("ResourceQuota")) {
            assertThat(kept).as(told(request)).isEqualTo(told);
        }
    }

    private String told(Request request) {
        return "seed "
                + seed
                + ": "
                + request.method()
                + " "
                + request.path()
                + " "
                + request.query()
                + " "
                + request.headers()
                + " "
                + new String(request.body(), StandardCharsets.UTF_8)
                + " ";
    }
}
