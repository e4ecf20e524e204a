package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.scenarios.injection.Network;
import dev.wavetank.scenarios.injection.Passage;
import dev.wavetank.tank.Blueprint;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The ways of one stream's requests and answers over the network between nodes and pods. What
/// arrives twice does nothing: TCP drops it.
final class Crossings {
    /// As between all parts in virtual time.
    private static final Duration CLEAR = Blueprint.VIRTUAL_CROSSING;

    /// `TCP_RTO_MIN` of Linux: after so long what arrived broken is sent again.
    private static final Duration AGAIN = Duration.ofMillis(200);

    private static final int WHOLE = 1_000_000;

    private final Network network;
    private final Supplier<ClusterState> state;
    private final RandomGenerator chance;

    Crossings(Network network, Supplier<ClusterState> state, RandomGenerator chance) {
        this.network = network;
        this.state = state;
        this.chance = chance;
    }

    /// {@return how long a request takes; null when it is lost}
    @Nullable Duration request(String node, Backend to) {
        var pod = pod(to);
        return pod == null ? CLEAR : drawn(network.between(new Network.End.OfNode(node), pod));
    }

    /// {@return how long an answer takes; null when it is lost}
    @Nullable Duration answer(Backend from, String node) {
        var pod = pod(from);
        return pod == null ? CLEAR : drawn(network.between(pod, new Network.End.OfNode(node)));
    }

    /// What is spoilt for a pod ends with it: then nobody is there who could be asked.
    private Network.End.@Nullable OfPod pod(Backend backend) {
        var pod = state.get().table(Pod.KIND).get(backend.pod());
        return pod == null || !pod.meta().uid().equals(backend.uid())
                ? null
                : new Network.End.OfPod(pod);
    }

    private @Nullable Duration drawn(Passage passage) {
        if (passage.equals(Passage.CLEAR)) {
            return CLEAR;
        } else if (passage.closed() || hits(passage.loss())) {
            return null;
        }
        var takes = CLEAR.plus(passage.delay());
        long jitter = passage.jitter().toNanos();
        if (jitter > 0) {
            takes = takes.plusNanos(chance.nextLong(-jitter, jitter + 1));
        }
        if (hits(passage.corrupt())) {
            takes = takes.plus(AGAIN);
        }
        return takes.compareTo(CLEAR) < 0 ? CLEAR : takes;
    }

    private boolean hits(int millionths) {
        return millionths > 0 && chance.nextInt(WHOLE) < millionths;
    }
}
