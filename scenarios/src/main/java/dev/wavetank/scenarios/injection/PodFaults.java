package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.PodChaos;

import java.util.List;

/// Makes pods and their containers fail.
record PodFaults(Stage stage, Runtimes runtimes, Afflictions hangs, ActiveFault fault) {
    /// SIGKILL.
    private static final int KILLED = 137;

    void hit(PodChaos chaos) {
        var choice = PodChoice.of(chaos.selector());
        var pods =
                fault.chance.choose(
                        choice.found(stage.state()),
                        chaos.mode(),
                        chaos.value(),
                        pod -> pod.key().toString());
        switch (chaos.action()) {
            case POD_KILL -> new Kills(stage, fault, chaos.gracePeriod()).begin(pods);
            case CONTAINER_KILL -> {
                for (var pod : pods) {
                    killContainers(pod, chaos.containerNames());
                }
            }
            case POD_FAILURE -> fail(chaos, choice, pods);
        }
    }

    /// Every run of their containers hangs, as Chaos Mesh puts a pause image into their place.
    private void fail(PodChaos chaos, PodChoice choice, List<Pod> pods) {
        if (chaos.duration() == null) {
            throw new Refusal("duration: needed");
        }
        pods.forEach(pod -> fault.hit("pod " + pod.key()));
        hangs.begin(
                new Targets(
                        fault,
                        Components.nodes(stage.tank.components()),
                        chaos.mode() == Mode.ALL ? Targets.live(choice, stage) : Targets.just(pods),
                        Chance.WHOLE),
                run -> "pod " + run.pod().namespace() + "/" + run.pod().name());
    }

    private void killContainers(Pod pod, List<String> names) {
        var all = pod.spec().containers();
        var wanted = names.isEmpty() ? List.of(all.getFirst().name()) : names;
        for (String name : wanted) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw new Refusal(
                        "pod "
                                + pod.key()
                                + " has no container "
                                + name
                                + "; it has "
                                + all.stream().map(each -> each.name()).toList());
            }
        }
        String node = pod.spec().nodeName();
        if (node.isEmpty()) {
            return;
        }
        for (var run : runtimes.running(node)) {
            if (run.id().uid().equals(pod.meta().uid()) && wanted.contains(run.id().name())) {
                runtimes.faults(node).end(run.id(), KILLED, "Error");
                fault.hit(run.container());
            }
        }
    }
}
