package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.injection.Injection;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.injection.Victims;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Sight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Does the steps of a method, in turns of the scenario's World.
final class Steps {
    /// How long a step waits for the change at which it happens. Chosen: no method is longer.
    private static final Duration TRIGGER_PATIENCE = Duration.ofHours(1);

    private final World world;
    private final Injector injector;
    private final Lookout lookout;
    private final Operator operator;
    private final FaultLog faults;
    private final Function<String, Condition> conditions;
    private final Log log;
    private final List<Injection> injections = new ArrayList<>();

    private final List<World.Cancellable> waits = new ArrayList<>();
    private boolean over;

    /// Hears what happens.
    interface Log {
        void entry(Entry.Sort sort, String subject, String text, Entry.Level level);

        void check(Check check);
    }

    Steps(
            World world,
            Injector injector,
            Lookout lookout,
            Operator operator,
            FaultLog faults,
            Function<String, Condition> conditions,
            Log log) {
        this.world = world;
        this.injector = injector;
        this.lookout = lookout;
        this.operator = operator;
        this.faults = faults;
        this.conditions = conditions;
        this.log = log;
    }

    /// Does steps: those with a time beside the others, the rest one after the other.
    ///
    /// @param then when all have ended
    void run(List<Step> steps, Runnable then) {
        var all = new Joint(then);
        for (var step : steps) {
            var at = step.at();
            if (at != null) {
                var part = all.part();
                var wait = at.minus(world.now().since(lookout.start()));
                world.after("step", wait, () -> begin(step, part));
            }
        }
        inOrder(steps.stream().filter(step -> step.at() == null).toList(), all, all.part());
        all.complete();
    }

    private void inOrder(List<Step> steps, Joint all, Runnable then) {
        if (steps.isEmpty()) {
            then.run();
            return;
        }
        var step = steps.getFirst();
        var rest = steps.subList(1, steps.size());
        if (step.background()) {
            begin(step, all.part());
            inOrder(rest, all, then);
        } else {
            begin(step, () -> world.post("next step", () -> inOrder(rest, all, then)));
        }
    }

    /// Ends when all its parts have.
    private static final class Joint {
        private final Runnable then;
        private int open = 1;

        Joint(Runnable then) {
            this.then = then;
        }

        Runnable part() {
            open++;
            return this::complete;
        }

        void complete() {
            if (--open == 0) {
                then.run();
            }
        }
    }

    private void begin(Step step, Runnable then) {
        var trigger = step.on();
        if (trigger == null) {
            perform(step, then);
            return;
        }
        String what = words(step);
        var waiting =
                new Object() {
                    boolean over;
                };
        World.Cancellable tap;
        try {
            tap =
                    injector.when(
                            trigger,
                            () -> {
                                waiting.over = true;
                                perform(step, then);
                            });
        } catch (IllegalArgumentException nobody) {
            failed(what, "trigger: " + trigger.component(), String.valueOf(nobody.getMessage()));
            then.run();
            return;
        }
        world.after(
                "trigger",
                TRIGGER_PATIENCE,
                () -> {
                    if (!waiting.over) {
                        tap.cancel();
                        failed(
                                what,
                                "on: "
                                        + trigger.component()
                                        + " "
                                        + trigger.verb()
                                        + " "
                                        + trigger.resource(),
                                "it did not happen within an hour");
                        then.run();
                    }
                });
    }

    private void perform(Step step, Runnable then) {
        if (over) {
            return;
        }
        String name = words(step);
        Consumer<String> done =
                problem -> {
                    if (!problem.isEmpty()) {
                        failed(name, name, problem);
                    }
                    then.run();
                };
        switch (step.deed()) {
            case Deed.Inject(var fault) -> inject(name, fault, then);
            case Deed.Apply(var objects) -> {
                said(name);
                operator.apply(objects, done);
            }
            case Deed.Patch(var object, var merge) -> {
                said(name);
                operator.patch(object, merge, done);
            }
            case Deed.Scale(var object, var replicas) -> {
                said(name);
                operator.patch(object, replicas(replicas), done);
            }
            case Deed.Delete(var object) -> {
                said(name);
                operator.delete(object, done);
            }
            case Deed.Wait(var time) -> world.after("wait", time, then);
            case Deed.WaitUntil until -> await(name, until, then);
            case Deed.Check(var that) -> {
                var sight = lookout.sight();
                log.check(check(name, that, conditions.apply(that).test(sight), sight));
                then.run();
            }
            case Deed.Sequence(var steps) -> run(steps, then);
            case Deed.Parallel(var steps) -> {
                var all = new Joint(then);
                steps.forEach(each -> begin(each, all.part()));
                all.complete();
            }
            case Deed.Repeat repeat -> repeat(repeat, repeat.times(), then);
        }
    }

    private static Json.Obj replicas(int replicas) {
        return Json.Obj.of("spec", Json.Obj.of("replicas", Json.Num.of(replicas)));
    }

    private void repeat(Deed.Repeat repeat, int left, Runnable then) {
        if (left == 0) {
            then.run();
            return;
        }
        var began = world.now();
        run(
                repeat.steps(),
                () -> {
                    var wait =
                            left == 1
                                    ? Duration.ZERO
                                    : repeat.every().minus(world.now().since(began));
                    world.after("repeat", wait, () -> repeat(repeat, left - 1, then));
                });
    }

    private void await(String name, Deed.WaitUntil until, Runnable then) {
        waits.add(
                Waiting.until(
                        lookout,
                        conditions.apply(until.that()),
                        until.timeout(),
                        (finding, sight) -> {
                            log.check(check(name, until.that(), finding, sight));
                            then.run();
                        }));
    }

    private static Check check(String name, String that, Condition.Finding finding, Sight sight) {
        return new Check(name, "step", that, finding.holds() ? null : sight.now(), finding.found());
    }

    /// A fault without a duration lasts until the end of the chaos: nobody waits for it.
    private void inject(String name, Fault fault, Runnable then) {
        boolean waited = fault.momentary() || fault.duration() != null;
        Runnable ended = waited ? then : () -> {};
        var begun = faults.begin(name, fault, world.now());
        lookout.changed();
        var story = new FaultStory(name, fault, log);
        var victims =
                new Victims() {
                    @Override
                    public void hit(String target) {
                        begun.hit(target);
                        story.hit(target);
                    }

                    @Override
                    public void refused(String why) {
                        begun.over(world.now());
                        failed(name, fault.verb(), why);
                        ended.run();
                    }

                    @Override
                    public void over() {
                        begun.over(world.now());
                        story.over();
                        lookout.changed();
                        ended.run();
                    }
                };
        injections.add(injector.begin(begun.number(), fault, victims));
        story.began(begun.ended());
        if (!waited) {
            then.run();
        }
    }

    /// Takes every fault back; no further step is done.
    void heal() {
        over = true;
        waits.forEach(World.Cancellable::cancel);
        List.copyOf(injections).forEach(Injection::end);
    }

    /// Takes the power from a node for good; no fault's end gives it back.
    void lose(String node) {
        var fault =
                new NodeChaos(
                        NodeChaos.Action.POWER_OFF,
                        Mode.ALL,
                        "",
                        new NodeSelector(List.of(node), Collections.emptySortedMap()),
                        null,
                        "100",
                        null,
                        null,
                        NetworkChaos.Direction.BOTH,
                        null);
        inject("kept down", fault, () -> {});
    }

    private void said(String name) {
        log.entry(Entry.Sort.STEP, "", name, Entry.Level.STORY);
    }

    private void failed(String name, String what, String why) {
        log.check(new Check(name, "step", what, world.now(), why));
    }

    /// {@return the step's name, or what it does}
    static String words(Step step) {
        if (!step.name().isEmpty()) {
            return step.name();
        }
        return switch (step.deed()) {
            case Deed.Inject(var fault) -> fault.verb();
            case Deed.Apply(var objects) ->
                    "apply " + objects.size() + (objects.size() == 1 ? " object" : " objects");
            case Deed.Patch(var object, var _) -> "patch " + object;
            case Deed.Scale(var object, var replicas) -> "scale " + object + " to " + replicas;
            case Deed.Delete(var object) -> "delete " + object;
            case Deed.Wait(var time) -> "wait " + time.toMillis() + " ms";
            case Deed.WaitUntil until -> "wait until " + until.that();
            case Deed.Check(var that) -> "check " + that;
            case Deed.Sequence _ -> "sequence";
            case Deed.Parallel _ -> "parallel";
            case Deed.Repeat repeat -> "repeat " + repeat.times() + " times";
        };
    }
}
