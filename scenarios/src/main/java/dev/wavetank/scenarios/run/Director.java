package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.invariants.Inspector;
import dev.wavetank.scenarios.invariants.Invariants;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Sight;
import dev.wavetank.scenarios.sight.Violation;
import dev.wavetank.tank.Tank;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Leads a scenario through its phases, on either clock: the cluster boots, its objects are applied
/// and settle; the method is done; every fault is taken back; the cluster has to heal and to come
/// to rest; what has to hold in the end is asked.
final class Director {
    /// How long boot and the objects may take. Chosen: far longer than any sample does.
    private static final Duration SETTLING_MAX = Duration.ofMinutes(15);

    /// How long nothing may change before the cluster counts as at rest. Chosen: longer than the
    /// period of everything that looks again by itself but the slowest back-off.
    private static final Duration REST = Duration.ofSeconds(45);

    /// How long proxies may take to know new endpoints. Chosen: three times as long as they wait
    /// before they write their rules again.
    private static final Duration PROXIES_MAX = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration STEP = Duration.ofMillis(100);

    private final Scenario scenario;
    private final World world;
    private final World method;
    private final Tank tank;
    private final Injector injector;
    private final Function<String, Condition> conditions;
    private final Lookout lookout;
    private final FaultLog faults = new FaultLog();
    private final Exam exam;
    private final Inspector inspector;
    private final Steps steps;
    private final Chronicle chronicle;
    private final Demand demand;
    private final Rest rest = new Rest();
    private final SteadyState steady;
    private final Predicate<Sight> settled;
    private final Timeline timeline;
    private final List<String> unsettled = new ArrayList<>();
    private Time methodBegan;
    private boolean healing;
    private boolean interrupted;
    private @Nullable Time ended;
    private Runnable whenOver = () -> {};

    /// @param world the scenario's own
    Director(Scenario scenario, World world, Tank tank, Injector injector, Setting setting) {
        this.scenario = scenario;
        this.world = world;
        this.tank = tank;
        timeline = new Timeline(setting.live());
        methodBegan = world.now();
        method = world.child("method");
        chronicle = new Chronicle(timeline::tell);
        exam = new Exam(scenario.assertions(), setting.conditions(), this::failed);
        conditions = setting.conditions();
        this.injector = injector;
        steady = new SteadyState(scenario.steadyState(), conditions);
        lookout = new Lookout(world, tank, injector, faults::active);
        settled = lookout.anew(sight -> Settling.missing(sight).isEmpty());
        steps = steps(method);
        inspector =
                new Inspector(
                        Invariants.named(scenario.invariants()),
                        world,
                        lookout::sight,
                        this::violated);
        tank.observeActs(inspector::act);
        if (setting.recorded()) {
            lookout.onCommit(chronicle::commit);
        }
        lookout.onCommit(inspector::commit);
        lookout.onContainers(inspector::containers);
        lookout.look(inspector::look);
        lookout.onCommit(rest::commit);
        demand = new Demand(scenario, world, tank, injector, lookout, chronicle, log());
        if (setting.recorded()) {
            lookout.look(sight -> chronicle.sample(sight.now(), demand.counts()));
        }
    }

    private Steps steps(World on) {
        return new Steps(on, injector, lookout, new Operator(on, tank), faults, conditions, log());
    }

    private Steps.Log log() {
        return new Steps.Log() {
            @Override
            public void entry(Entry.Sort sort, String subject, String text, Entry.Level level) {
                chronicle.catchUp();
                timeline.tell(new Entry(world.now(), sort, subject, text, level));
            }

            @Override
            public void check(Check check) {
                exam.add(check);
            }
        };
    }

    /// Begins; the rest happens in turns of the scenario's World.
    void start() {
        say(Entry.Sort.PHASE, "", "the cluster boots");
        until(
                sight ->
                        sight.state().table(Node.KIND).size() == scenario.cluster().nodes()
                                && settled.test(sight),
                SETTLING_MAX,
                booted -> {
                    if (booted) {
                        apply();
                    } else {
                        notSettled();
                    }
                });
    }

    /// {@return whether all is over, so that there is a result}
    boolean over() {
        return ended != null;
    }

    /// Does this when all is over.
    void whenOver(Runnable then) {
        whenOver = then;
    }

    /// Ends it now: every fault is taken back, nothing more is asked.
    void interrupt() {
        interrupted = true;
        if (ended == null) {
            method.close();
            steps.heal();
            end();
        }
    }

    private void apply() {
        say(Entry.Sort.PHASE, "", "all nodes are Ready; the scenario's objects are applied");
        new Operator(world, tank)
                .apply(
                        scenario.objects(),
                        problem -> {
                            if (!problem.isEmpty()) {
                                exam.add(new Check("apply", "step", "apply", world.now(), problem));
                            }
                            settle();
                        });
    }

    private void settle() {
        until(
                sight -> settled.test(sight) && steady.holds(sight),
                SETTLING_MAX,
                settled -> {
                    if (settled) {
                        awaitProxies();
                    } else {
                        notSettled();
                    }
                });
    }

    /// A Service may also be meant to have no pods, so nobody waits long for them.
    private void awaitProxies() {
        if (demand.ready()) {
            method();
        } else {
            until(_ -> demand.ready(), PROXIES_MAX, _ -> method());
        }
    }

    private void method() {
        methodBegan = world.now();
        lookout.methodBegins();
        chronicle.methodBegins();
        say(Entry.Sort.PHASE, "", Result.METHOD_BEGINS);
        demand.begin();
        exam.ask(Assertion.Mode.START, lookout.sight());
        if (exam.watches()) {
            lookout.lookEvery(LOOK_AGAIN, exam::look);
        }
        lookout.look(this::recovery);
        var healAfter = scenario.liveness().healAfter();
        if (healAfter != null) {
            world.after("heal", healAfter, this::heal);
        }
        steps.run(
                scenario.method(),
                () -> {
                    if (healAfter == null) {
                        world.post("heal", this::heal);
                    }
                });
    }

    private void recovery(Sight sight) {
        if (faults.waits(sight.now())) {
            for (var over : faults.stands(steady.holds(sight), sight.now())) {
                say(
                        Entry.Sort.HOLDS_AGAIN,
                        over.name(),
                        "is recovered from, "
                                + Spoken.duration(sight.now().since(over.began()))
                                + " after it began");
            }
        }
    }

    private void heal() {
        if (healing || ended != null) {
            return;
        }
        healing = true;
        method.close();
        say(Entry.Sort.PHASE, "", "every fault is taken back");
        steps.heal();
        keepDown();
        rest.begin(world.now());
        until(
                sight -> rest.since(sight.now()).compareTo(REST) >= 0 && settled.test(sight),
                scenario.liveness().convergeWithin(),
                settled -> {
                    if (settled) {
                        finish();
                    } else {
                        notSettled();
                    }
                });
    }

    private void keepDown() {
        var chance = world.chance("nodes that stay down");
        var left = new ArrayList<>(scenario.cluster().names());
        for (int i = 0; i < scenario.liveness().keepDown() && !left.isEmpty(); i++) {
            String node = left.remove(chance.nextInt(left.size()));
            say(Entry.Sort.PHASE, node, "stays without power for good");
            lookout.lost(node);
            steps.lose(node);
        }
    }

    private void notSettled() {
        unsettled.addAll(Settling.missing(lookout.sight()));
        if (unsettled.isEmpty()) {
            unsettled.add(
                    "all that is wanted is there, but the cluster does not come to rest; it wrote "
                            + rest.last());
        }
        finish();
    }

    private void finish() {
        if (scenario.rollbacks().isEmpty()) {
            ask();
            return;
        }
        say(Entry.Sort.PHASE, "", "rollbacks");
        steps(world.child("rollbacks")).run(scenario.rollbacks(), this::ask);
    }

    private void ask() {
        var sight = lookout.sight();
        exam.ask(Assertion.Mode.END, sight);
        steady.checks(sight).forEach(exam::add);
        end();
    }

    private void end() {
        demand.end();
        inspector.lookAtAll(lookout.sight());
        say(Entry.Sort.PHASE, "", "the end");
        timeline.close();
        ended = world.now();
        whenOver.run();
    }

    /// {@return what came of it}
    ///
    /// @param hash see [Result]
    Result result(long seed, String hash) {
        var over = ended;
        if (over == null) {
            throw new IllegalStateException("the scenario is not over");
        }
        return new Result(
                scenario,
                seed,
                verdict(),
                hash,
                timeline.inOrder(),
                faults.all(),
                exam.checks(),
                inspector.violations(),
                chronicle.samples(),
                chronicle.lives(),
                unsettled,
                methodBegan,
                over);
    }

    /// {@return what tells the cluster's history}
    Chronicle chronicle() {
        return chronicle;
    }

    private Verdict verdict() {
        if (interrupted) {
            return Verdict.INTERRUPTED;
        } else if (!inspector.violations().isEmpty()) {
            return Verdict.INVARIANT_VIOLATED;
        } else if (!unsettled.isEmpty()) {
            return Verdict.NOT_CONVERGED;
        }
        return exam.failed() ? Verdict.ASSERTION_FAILED : Verdict.PASSED;
    }

    /// Asks ten times a second: at each change it would cost a large cluster dear.
    private void until(Predicate<Sight> holds, Duration atMost, Consumer<Boolean> then) {
        until(holds, world.now().plus(atMost), then);
    }

    private void until(Predicate<Sight> holds, Time end, Consumer<Boolean> then) {
        if (ended != null) {
            return;
        }
        boolean held = holds.test(lookout.sight());
        if (held || !world.now().before(end)) {
            then.accept(held);
        } else {
            world.after("look again", STEP, () -> until(holds, end, then));
        }
    }

    private void failed(Check check, Time now) {
        say(Entry.Sort.FAILS, check.name(), check.expression() + ": " + check.found());
    }

    private void violated(Violation violation) {
        timeline.tell(
                new Entry(
                        violation.at(),
                        Entry.Sort.VIOLATION,
                        violation.invariant(),
                        violation.problem()));
    }

    private void say(Entry.Sort sort, String subject, String text) {
        chronicle.catchUp();
        timeline.tell(new Entry(world.now(), sort, subject, text));
    }
}
