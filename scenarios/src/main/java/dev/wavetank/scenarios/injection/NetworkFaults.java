package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.PodSelector;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes the network of pods worse: for request streams, for probes, and, where the API server is
/// named, for what the nodes of the pods say to it.
record NetworkFaults(
        Stage stage, Network network, Links links, Afflictions mutes, ActiveFault fault) {
    private static final List<String> API_SERVER =
            List.of(
                    "kubernetes",
                    "kubernetes.default",
                    "kubernetes.default.svc",
                    "kubernetes.default.svc.cluster.local");

    /// The pods of a selector: the chosen ones, or with mode all also those to come.
    private record Members(List<Pod> chosen, Predicate<Pod> means) {}

    void hit(NetworkChaos chaos) {
        var passage = passage(chaos);
        requireKnown(chaos.externalTargets());
        var selected = members(chaos.selector(), chaos.mode(), chaos.value());
        var target = chaos.target();
        boolean outside = !chaos.externalTargets().isEmpty();
        boolean everywhere = target == null && !outside;
        Predicate<Network.End> peers = everywhere ? _ -> true : _ -> false;
        if (target != null) {
            peers = of(members(target.selector(), target.mode(), target.value()));
        }
        if (outside) {
            peers = peers.or(Network.End.ApiServer.class::isInstance);
            new NodeLinks(links, fault, passage, chaos.direction()).begin(selected.chosen());
        }
        network.spoil(fault.number, of(selected), peers, chaos.direction(), passage);
        if (everywhere) {
            mute(selected, passage);
        }
        selected.chosen().forEach(pod -> fault.hit("pod " + pod.key()));
        if (chaos.mode() == Mode.ALL) {
            stage.attend(
                    fault.number,
                    changes -> {
                        for (var change : changes) {
                            if (change.after() instanceof Pod pod && selected.means().test(pod)) {
                                fault.hit("pod " + pod.key());
                            }
                        }
                    });
        }
    }

    private static Predicate<Network.End> of(Members members) {
        return end -> end instanceof Network.End.OfPod(var pod) && members.means().test(pod);
    }

    private Members members(PodSelector selector, Mode mode, String value) {
        var choice = PodChoice.of(selector);
        var chosen =
                fault.chance.choose(
                        choice.found(stage.state()), mode, value, pod -> pod.key().toString());
        var just = Targets.just(chosen);
        return new Members(
                chosen,
                mode == Mode.ALL
                        ? pod -> choice.means(pod, stage.state())
                        : pod -> just.test(PodIdentity.of(pod)));
    }

    private static void requireKnown(List<String> externalTargets) {
        for (String name : externalTargets) {
            if (!API_SERVER.contains(name)) {
                throw new Refusal(
                        "externalTargets: "
                                + name
                                + " has no counterpart here; the API server has: "
                                + API_SERVER.get(2));
            }
        }
    }

    private static Passage passage(NetworkChaos chaos) {
        return switch (chaos.action()) {
            case DELAY -> delay(required("delay", chaos.delay()));
            case LOSS -> loss(required("loss", chaos.loss()));
            case DUPLICATE -> duplicate(required("duplicate", chaos.duplicate()));
            case CORRUPT -> corrupt(required("corrupt", chaos.corrupt()));
            case PARTITION -> new Passage(Duration.ZERO, Duration.ZERO, 0, 0, 0, true);
            case BANDWIDTH ->
                    throw new Refusal("it has no counterpart here: messages have no size");
            case NETEM ->
                    (chaos.delay() == null ? Passage.CLEAR : delay(chaos.delay()))
                            .and(chaos.loss() == null ? Passage.CLEAR : loss(chaos.loss()))
                            .and(
                                    chaos.duplicate() == null
                                            ? Passage.CLEAR
                                            : duplicate(chaos.duplicate()))
                            .and(
                                    chaos.corrupt() == null
                                            ? Passage.CLEAR
                                            : corrupt(chaos.corrupt()));
        };
    }

    private static <T> T required(String field, @Nullable T block) {
        if (block == null) {
            throw new Refusal(field + ": needed for this action");
        }
        return block;
    }

    private static Passage delay(NetworkChaos.Delay delay) {
        return Passage.delay(delay.latency(), delay.jitter());
    }

    private static Passage loss(NetworkChaos.Loss loss) {
        int millionths = Chance.millionths("loss", loss.loss());
        return new Passage(Duration.ZERO, Duration.ZERO, millionths, 0, 0, false);
    }

    private static Passage duplicate(NetworkChaos.Duplicate duplicate) {
        int millionths = Chance.millionths("duplicate", duplicate.duplicate());
        return new Passage(Duration.ZERO, Duration.ZERO, 0, millionths, 0, false);
    }

    private static Passage corrupt(NetworkChaos.Corrupt corrupt) {
        int millionths = Chance.millionths("corrupt", corrupt.corrupt());
        return new Passage(Duration.ZERO, Duration.ZERO, 0, 0, millionths, false);
    }

    /// Probes fail when no answer comes in time. A loss of some packets is made good by TCP within
    /// their timeout more often than not, so it does not touch them.
    private void mute(Members selected, Passage passage) {
        if (!passage.closed() && passage.delay().isZero()) {
            return;
        }
        mutes.begin(
                new Targets(
                        fault,
                        Components.nodes(stage.tank.components()),
                        identity -> {
                            var pod = pod(identity);
                            return pod != null
                                    && selected.means().test(pod)
                                    && (passage.closed() || late(pod, passage.delay()));
                        },
                        Chance.WHOLE),
                run -> "pod " + run.pod().namespace() + "/" + run.pod().name());
    }

    private @Nullable Pod pod(PodIdentity identity) {
        var pod = stage.state().table(Pod.KIND).get(identity.namespace(), identity.name());
        return pod != null && pod.meta().uid().equals(identity.uid()) ? pod : null;
    }

    /// {@return whether an answer so late is too late for each probe of the pod}
    private static boolean late(Pod pod, Duration delay) {
        return pod.spec().containers().stream()
                .flatMap(NetworkFaults::probes)
                .allMatch(probe -> delay.toSeconds() >= Math.max(1, probe.timeoutSeconds()));
    }

    private static Stream<Probe> probes(Container container) {
        return Stream.of(
                        container.startupProbe(),
                        container.livenessProbe(),
                        container.readinessProbe())
                .flatMap(Stream::ofNullable);
    }
}
