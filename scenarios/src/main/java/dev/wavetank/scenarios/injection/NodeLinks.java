package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.NetworkChaos.Direction;

import java.time.Duration;
import java.util.List;

/// Makes what nodes say to the API server worse. Duplicates do nothing there: TCP drops them.
final class NodeLinks {
    /// TCP_RTO_MIN of Linux: after so long what arrived broken is sent again.
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Links links;
    private final ActiveFault fault;
    private final Passage passage;
    private final boolean sends;
    private final boolean gets;

    NodeLinks(Links links, ActiveFault fault, Passage passage, Direction direction) {
        this.links = links;
        this.fault = fault;
        this.passage = passage;
        sends = direction != Direction.FROM;
        gets = direction != Direction.TO;
    }

    /// @param pods whose nodes are hit
    void begin(List<Pod> pods) {
        var nodes =
                pods.stream()
                        .map(pod -> pod.spec().nodeName())
                        .filter(node -> !node.isEmpty())
                        .distinct()
                        .toList();
        for (String node : nodes) {
            spoil(List.of(Components.agent(node), Components.proxy(node)));
            fault.hit(node);
        }
    }

    private void spoil(List<String> agent) {
        int loss = passage.closed() ? Chance.WHOLE : passage.loss();
        if (loss > 0) {
            links.hit(
                    fault.number,
                    agent,
                    link ->
                            new LinkFault.Cut(
                                    fault.number,
                                    ResourceFilter.ALL,
                                    dice(link, loss),
                                    sends,
                                    gets));
        }
        late(agent, passage.delay(), passage.jitter(), Chance.WHOLE);
        late(agent, AGAIN, Duration.ZERO, passage.corrupt());
    }

    private void late(List<String> agent, Duration by, Duration jitter, int millionths) {
        if (by.isZero() || millionths == 0) {
            return;
        }
        links.hit(
                fault.number,
                agent,
                link ->
                        new LinkFault.Latency(
                                fault.number,
                                ResourceFilter.ALL,
                                dice(link, millionths),
                                by,
                                jitter,
                                sends,
                                gets));
        if (gets) {
            links.hit(
                    fault.number,
                    agent,
                    link ->
                            new LinkFault.WatchDelay(
                                    fault.number,
                                    ResourceFilter.ALL,
                                    dice(link, millionths),
                                    by,
                                    jitter));
        }
    }

    private Dice dice(Link link, int millionths) {
        return new Dice(fault.chance.of(link.session()), millionths);
    }
}
