package dev.wavetank.scenarios.plan;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.ByField;
import dev.wavetank.scenarios.format.Cel;
import dev.wavetank.scenarios.format.Says;

import java.time.Duration;
import java.util.List;

/// What a step does: the closed list. In a file its name is the name of the step's field.
@ByField
public sealed interface Deed {
    /// Makes something go wrong; the step ends when the fault does.
    @Says(value = "makes something go wrong; the step ends when the fault does", name = "fault")
    record Inject(Fault fault) implements Deed {}

    /// Creates or merges objects.
    @Says("creates objects, or merges them into what is there")
    record Apply(List<Json.Obj> objects) implements Deed {
        public Apply {
            objects = List.copyOf(objects);
        }
    }

    /// Merges a change into an object.
    @Says("merges a change into an object")
    record Patch(
            @Says("which: deployments/shop/web, or nodes/node-1") String object,
            @Says("what is merged into it, as kubectl patch --type merge does") Json.Obj merge)
            implements Deed {}

    /// Sets the number of replicas.
    @Says("sets how many replicas an object has")
    record Scale(@Says("which: deployments/shop/web") String object, @Says("how many") int replicas)
            implements Deed {}

    /// Deletes an object.
    @Says("deletes an object")
    record Delete(@Says("which: deployments/shop/web") String object) implements Deed {}

    /// Lets time pass.
    @Says("lets time pass")
    record Wait(Duration time) implements Deed {}

    /// Waits until something holds.
    @Says("waits until something holds; the scenario fails when it does not in time")
    record WaitUntil(
            @Says("a CEL expression") @Cel String that,
            @Says(value = "how long at most", otherwise = "5m") Duration timeout)
            implements Deed {}

    /// Fails the scenario if something does not hold.
    @Says("fails the scenario if a CEL expression does not hold now")
    record Check(@Cel String that) implements Deed {}

    /// Does steps one after the other.
    @Says("does steps one after the other")
    record Sequence(List<Step> steps) implements Deed {
        public Sequence {
            steps = List.copyOf(steps);
        }
    }

    /// Does steps beside each other, and ends when all have ended.
    @Says("does steps beside each other, and ends when all have ended")
    record Parallel(List<Step> steps) implements Deed {
        public Parallel {
            steps = List.copyOf(steps);
        }
    }

    /// Does steps again and again.
    @Says("does steps again and again")
    record Repeat(
            @Says("how many times") int times,
            @Says(
                            value =
                                    "how long from one beginning to the next; each waits for the"
                                            + " end of the one before",
                            otherwise = "0s")
                    Duration every,
            @Says("what is done each time") List<Step> steps)
            implements Deed {
        public Repeat {
            steps = List.copyOf(steps);
        }
    }
}
