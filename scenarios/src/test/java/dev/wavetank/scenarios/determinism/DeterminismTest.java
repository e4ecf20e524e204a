package dev.wavetank.scenarios.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.tank.Ports;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The same seed lives the same life, whatever the machine: five Java machines that differ in all
/// that has been known to leak into a program's behaviour tell one story, to the last bit.
final class DeterminismTest {
    private static final long SEED = 7;

    @Test
    void fiveDifferentMachinesLiveTheSameLife() throws Exception {
        var started = new ArrayList<Process>();
        try {
            for (var options : Machines.OPTIONS) {
                started.add(
                        Machines.start(
                                options, List.of(Tale.class.getName(), Long.toString(SEED))));
            }
            String here = Tale.both(SEED);
            for (int i = 0; i < started.size(); i++) {
                assertThat(output(started.get(i)))
                        .as("the trace's hash with %s", Machines.OPTIONS.get(i))
                        .isEqualTo(here);
            }
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private static String output(Process process) throws Exception {
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(text).matches("[0-9a-f]{64} [0-9a-f]{64}");
            return text;
        }
    }

    @Test
    void anotherSeedLivesAnotherLife() {
        assertThat(Tale.hash(SEED + 1, Ports.PLAIN)).isNotEqualTo(Tale.hash(SEED, Ports.PLAIN));
    }

    /// The proof proves nothing if it does not see that one component takes two things in another
    /// order.
    @Test
    void oneOrderThatIsFlippedChangesTheHash() {
        var flipped =
                new Ports(
                        Ports.Decorator.none(),
                        (component, _, api) ->
                                component.equals("replicaset-controller")
                                        ? new LastPodFirst(api)
                                        : api,
                        Ports.Decorator.none(),
                        Ports.Decorator.none());

        assertThat(Tale.hash(SEED, flipped)).isNotEqualTo(Tale.hash(SEED, Ports.PLAIN));
    }

    /// Tells the changes of each notice about pods in the opposite order.
    private record LastPodFirst(Api inner) implements Api {
        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return inner.watch(
                    query,
                    notice ->
                            sink.accept(
                                    notice instanceof Notice.Changes(var changes, var table)
                                                    && query.kind().equals(Pod.KIND)
                                            ? new Notice.Changes(reversed(changes), table)
                                            : notice));
        }

        private static <T> List<T> reversed(List<T> list) {
            var reversed = new ArrayList<>(list);
            Collections.reverse(reversed);
            return reversed;
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            inner.submit(action, then);
        }

        @Override
        public void explain(List<Reason> reasons) {
            inner.explain(reasons);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
