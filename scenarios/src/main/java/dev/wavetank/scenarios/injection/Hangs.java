package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.ContainerId;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Containers that stand still while a fault lasts, each run that comes among them.
final class Hangs implements Site {
    private final Runtimes runtimes;
    private final List<Rule> rules = new ArrayList<>();
    private final Owners owners = new Owners();
    private final TreeMap<String, Run> hung = new TreeMap<>();

    private record Run(String node, ContainerId id) {}

    /// @param decided the runs that it was drawn for
    private record Rule(
            Targets targets, Function<Runtimes.Target, String> name, TreeSet<String> decided) {}

    Hangs(Runtimes runtimes) {
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
                hung.put(key, new Run(node, run.id()));
                if (owners.take(key, rule.targets().fault().number)) {
                    runtimes.faults(node).hang(run.id(), true);
                }
                rule.targets().fault().hit(rule.name().apply(run));
            }
        }
    }

    @Override
    public void release(int fault) {
        rules.removeIf(rule -> rule.targets().fault().number == fault);
        for (String key : owners.release(fault)) {
            var run = hung.remove(key);
            if (run != null) {
                runtimes.faults(run.node()).hang(run.id(), false);
            }
        }
    }

    @Override
    public boolean holds(int fault) {
        return owners.holds(fault)
                || rules.stream().anyMatch(rule -> rule.targets().fault().number == fault)
                || hung.keySet().stream().anyMatch(key -> !owners.held(key));
    }
}
