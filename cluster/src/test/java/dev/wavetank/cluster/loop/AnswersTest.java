package dev.wavetank.cluster.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What a controller learns of the answers to its plan, and what an answer does to the plan.
final class AnswersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualWorld world = new VirtualWorld(1, START, Trace.NONE);
    private final List<String> received = new ArrayList<>();
    private final TreeMap<String, Outcome> answers = new TreeMap<>();
    private final List<String> memories = new ArrayList<>();
    private final List<Consumer<Notice>> sinks = new ArrayList<>();

    /// Once: three pods and, between them, an event. Remembers each answer it is told of.
    private final class Once implements Controller<String> {
        @Override
        public String name() {
            return "once";
        }

        @Override
        public List<Query> watches() {
            return List.of(Query.all(Namespace.KIND));
        }

        @Override
        public SortedSet<Key> touched(Change change, View view) {
            return new TreeSet<>(List.of(change.object().key()));
        }

        @Override
        public String start() {
            return "";
        }

        @Override
        public Plan<String> reconcile(Key key, View view, String memory, Time now) {
            memories.add(memory);
            if (!memory.isEmpty()) {
                return Plan.nothing(memory);
            }
            return new Plan<>(
                    List.of(create("a"), emit(), create("b"), create("c")),
                    List.of(),
                    "planned",
                    Optional.empty());
        }

        @Override
        public String answered(String memory, Action action, Outcome outcome) {
            return memory
                    + (action instanceof Action.Emit ? " event" : " " + action.ref().name())
                    + "="
                    + outcome.getClass().getSimpleName();
        }
    }

    private static Action create(String name) {
        return new Action.Create(pod(name), List.of());
    }

    private static Pod pod(String name) {
        return Pod.KIND.read(Json.Obj.EMPTY).withMeta(Meta.of("default", name));
    }

    private static Action emit() {
        return new Action.Emit(Event.about(pod("a"), "once", "", "Normal", "Told", "it", START));
    }

    private final class Server implements Api {
        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            sinks.add(sink);
            tell(1);
            return new Watch() {
                @Override
                public void requestProgress() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            String name = action instanceof Action.Emit ? "event" : action.ref().name();
            received.add(name);
            var outcome = answers.getOrDefault(name, new Outcome.Accepted(2, pod(name), false));
            world.post("answer", () -> then.accept(outcome));
        }

        @Override
        public void explain(List<Reason> reasons) {}

        @Override
        public void close() {}
    }

    private void run() {
        ControlLoop.start(new Once(), world, new Server());
        world.run(Duration.ofMillis(4));
    }

    @Test
    void everyAnswerOfAPlanThatSucceededIsToldOnTopOfThePlansMemory() {
        run();
        assertThat(received).containsExactly("a", "event", "b", "c");
        assertThat(again()).isEqualTo("planned a=Accepted event=Accepted b=Accepted c=Accepted");
    }

    @Test
    void theAnswersOfAPlanThatFailedAreToldOnTopOfTheMemoryBefore() {
        answers.put("b", new Outcome.Refused("Forbidden", "no", List.of()));
        run();
        assertThat(received).as("c is not sent any more").containsExactly("a", "event", "b");
        assertThat(again()).isEqualTo(" a=Accepted event=Accepted b=Refused");
    }

    @Test
    void anEventThatIsLostHoldsNothingUp() {
        answers.put("event", new Outcome.Unknown("cut off", Duration.ofSeconds(30)));
        run();
        assertThat(received).containsExactly("a", "event", "b", "c");
        assertThat(again()).isEqualTo("planned a=Accepted event=Unknown b=Accepted c=Accepted");
    }

    private void tell(long revision) {
        var meta = Meta.of("", "one").withResourceVersion(revision);
        var one = Namespace.KIND.read(Json.Obj.EMPTY).withMeta(meta);
        var table = Table.empty(Namespace.KIND).with(one, "", revision);
        world.post("notice", () -> sinks.getFirst().accept(new Notice.Snapshot(table)));
    }

    /// {@return the memory with which the key is planned when it is looked at again}
    private String again() {
        tell(2);
        world.run(Duration.ofMinutes(1));
        return memories.get(1);
    }
}
