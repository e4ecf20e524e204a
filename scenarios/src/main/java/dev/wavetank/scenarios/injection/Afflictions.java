package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerId;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Containers to which something is done while a fault lasts: they hang, or their probes fail. Each
/// run that comes meanwhile is among them.
final class Afflictions implements Site {
    private final Runtimes runtimes;
    private final Harm harm;
    private final List<Rule> rules = new ArrayList<>();
    private final Owners owners = new Owners();
    private final TreeMap<String, Run> hit = new TreeMap<>();

    @FunctionalInterface
    interface Harm {
        void set(ContainerFaults node, ContainerId run, boolean on);
    }

    private record Run(String node, ContainerId id) {}

    /// @param decided the runs that it was drawn for
    private record Rule(
            Targets targets, Function<Runtimes.Target, String> name, TreeSet<String> decided) {}

    /// @param harm what is done to each, and undone
    Afflictions(Runtimes runtimes, Harm harm) {
        this.harm = harm;
        this.runtimes = runtimes;
        runtimes.onContainers(this::look);
    }

    /// @param name what is told to be hit
    void begin(Targets targets, Function<Runtimes.Target, String> name) {
        var rule = new Rule(targets, name, new TreeSet<>());
        rules.add(rule);
        targets.nodes().forEach(node -> look(node, rule));
    }

    private void look(String node) {
        for (var rule : new ArrayList<>(rules)) {
            if (rule.targets().nodes().contains(node)) {
                look(node, rule);
            }
        }
    }

    private void look(String node, Rule rule) {
        for (var run : runtimes.running(node)) {
            String key = node + " " + run.id();
            if (rule.targets().means(node, run.pod())
                    && rule.decided().add(key)
                    && rule.targets().draws(key)) {
                hit.put(key, new Run(node, run.id()));
                if (owners.take(key, rule.targets().fault().number)) {
                    harm.set(runtimes.faults(node), run.id(), true);
                }
                rule.targets().fault().hit(rule.name().apply(run));
            }
        }
    }

    @Override
    public void release(int fault) {
        rules.removeIf(rule -> rule.targets().fault().number == fault);
        for (String key : owners.release(fault)) {
            var run = hit.remove(key);
            if (run != null) {
                harm.set(runtimes.faults(run.node()), run.id(), false);
            }
        }
    }

    @Override
    public boolean holds(int fault) {
        return owners.holds(fault)
                || rules.stream().anyMatch(rule -> rule.targets().fault().number == fault)
                || hit.keySet().stream().anyMatch(key -> !owners.held(key));
    }
}
