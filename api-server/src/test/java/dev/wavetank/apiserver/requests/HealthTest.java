package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.apiserver.core.Writes;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

final class HealthTest {
    private static final String FULL = "the disk is full: free some space";

    private final FakeWrites writes = new FakeWrites();
    private final Health health = new Health(writes);

    /// A writer that has the trouble that a test gives it.
    private static final class FakeWrites implements Writes {
        private String trouble = "";

        @Override
        public ClusterState committed() {
            return ClusterState.EMPTY;
        }

        @Override
        public String trouble() {
            return trouble;
        }

        @Override
        public void submit(Submission submission, Consumer<Outcome> then) {
            throw new IllegalStateException("health writes nothing");
        }
    }

    private String get(String path, String... parameter) {
        var query = new TreeMap<String, List<String>>();
        if (parameter.length > 0) {
            query.put(parameter[0], List.of(parameter).subList(1, parameter.length));
        }
        var request = new Request("GET", path, query, new TreeMap<>(), User.ANONYMOUS, new byte[0]);
        var answer = Objects.requireNonNull(health.answer(request));
        return answer.status() + " " + ApiBench.text(answer);
    }

    @Test
    void aServerThatWritesIsReady() {
        assertThat(get("/readyz")).isEqualTo("200 ok");
        assertThat(get("/readyz", "verbose", ""))
                .isEqualTo("200 [+]ping ok\n[+]journal ok\nreadyz check passed\n");
        assertThat(get("/readyz/journal")).isEqualTo("200 ok");
    }

    @Test
    void aServerWhoseJournalRefusesWritesIsAliveButNotReady() {
        writes.trouble = FULL;

        String told = "500 [+]ping ok\n[-]journal failed: reason withheld\n";
        assertThat(get("/readyz")).isEqualTo(told + "readyz check failed\n");
        assertThat(get("/healthz")).isEqualTo(told + "healthz check failed\n");
        assertThat(get("/livez", "verbose", "")).isEqualTo("200 [+]ping ok\nlivez check passed\n");
        assertThat(get("/readyz/journal")).isEqualTo("500 internal server error: " + FULL + "\n");
    }

    @Test
    void aCheckCanBeExcluded() {
        writes.trouble = FULL;

        assertThat(get("/readyz", "exclude", "journal")).isEqualTo("200 ok");
        assertThat(get("/readyz", "exclude", "etcd"))
                .contains("cannot be excluded: no matches for \"etcd\"");
    }
}
