package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What faults do to containers that start: their image cannot be pulled, they do not start, or
/// they come up late. Several delays add up.
final class Starts implements Site {
    private final Runtimes runtimes;
    private final List<Rule> rules = new ArrayList<>();
    private final TreeSet<Slowed> slowed = new TreeSet<>();

    /// @param attempts the draws on each node, one for each attempt
    private record Rule(Targets targets, Harm harm, TreeMap<String, Dice> attempts) {}

    private sealed interface Harm {
        record NoPull() implements Harm {}

        record NoStart() implements Harm {}

        record Late(Duration by) implements Harm {}
    }

    private record Slowed(String node, String uid, String container) implements Comparable<Slowed> {
        @Override
        public int compareTo(Slowed other) {
            return toString().compareTo(other.toString());
        }
    }

    Starts(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    void failPulls(Targets targets) {
        add(targets, new Harm.NoPull());
    }

    void failStarts(Targets targets) {
        add(targets, new Harm.NoStart());
    }

    void slow(Targets targets, Duration by) {
        add(targets, new Harm.Late(by));
    }

    private void add(Targets targets, Harm harm) {
        rules.add(new Rule(targets, harm, new TreeMap<>()));
    }

    /// A command is on its way to a runtime.
    ///
    /// @return what it comes to instead of being carried out; null when it passes
    Result.@Nullable Failed before(String node, Command command) {
        if (rules.isEmpty()) {
            return null;
        }
        return switch (command) {
            case Command.Pull pull ->
                    failure(
                            node,
                            pull.pod(),
                            harm -> harm instanceof Harm.NoPull,
                            () ->
                                    new Result.Failed(
                                            "ErrImagePull",
                                            "failed to pull and unpack image \""
                                                    + pull.image()
                                                    + "\": failed to resolve reference \""
                                                    + pull.image()
                                                    + "\": dial tcp: i/o timeout"));
            case Command.Start start -> {
                slow(node, start);
                yield failure(
                        node,
                        start.pod(),
                        harm -> harm instanceof Harm.NoStart,
                        () ->
                                new Result.Failed(
                                        "RunContainerError",
                                        "failed to start containerd task \""
                                                + start.spec().name()
                                                + "\": input/output error"));
            }
            case Command.Sandbox _,
                    Command.StopSandbox _,
                    Command.Stop _,
                    Command.Remove _,
                    Command.Probe _,
                    Command.Logs _,
                    Command.Exec _,
                    Command.Attach _,
                    Command.Connect _,
                    Command.PreStop _,
                    Command.Stats _ ->
                    null;
        };
    }

    private Result.@Nullable Failed failure(
            String node, PodIdentity pod, Predicate<Harm> which, Supplier<Result.Failed> how) {
        for (var rule : rules) {
            var targets = rule.targets();
            if (which.test(rule.harm()) && targets.means(node, pod) && dice(rule, node).hit()) {
                targets.fault().hit("pod " + pod.namespace() + "/" + pod.name());
                return how.get();
            }
        }
        return null;
    }

    private static Dice dice(Rule rule, String node) {
        var targets = rule.targets();
        return rule.attempts()
                .computeIfAbsent(
                        node, _ -> new Dice(targets.fault().chance.of(node), targets.millionths()));
    }

    private void slow(String node, Command.Start start) {
        var pod = start.pod();
        String container =
                "container " + pod.namespace() + "/" + pod.name() + "/" + start.spec().name();
        var sum = Duration.ZERO;
        for (var rule : rules) {
            if (rule.harm() instanceof Harm.Late(var by)
                    && rule.targets().means(node, pod)
                    && rule.targets().draws(container + " " + start.attempt())) {
                sum = sum.plus(by);
                rule.targets().fault().hit(container);
            }
        }
        var place = new Slowed(node, pod.uid(), start.spec().name());
        if (sum.isZero() && !slowed.remove(place)) {
            return;
        }
        if (!sum.isZero()) {
            slowed.add(place);
        }
        runtimes.faults(node).slow(pod.uid(), start.spec().name(), sum);
    }

    @Override
    public void release(int fault) {
        if (rules.removeIf(rule -> rule.targets().fault().number == fault)) {
            // What other faults make late is set again when it starts.
            for (var each : slowed) {
                runtimes.faults(each.node()).slow(each.uid(), each.container(), Duration.ZERO);
            }
            slowed.clear();
        }
    }

    @Override
    public boolean holds(int fault) {
        return rules.stream().anyMatch(rule -> rule.targets().fault().number == fault)
                || (rules.isEmpty() && !slowed.isEmpty());
    }
}
