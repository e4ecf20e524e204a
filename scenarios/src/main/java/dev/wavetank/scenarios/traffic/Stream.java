package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.scenarios.plan.Traffic;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Requests to one Service that keep coming whether or not they are answered, at random moments: a
/// Poisson process. Each is sent once, over a connection of its own.
///
/// A request costs two turns: it is sent, and it arrives. It counts as soon as its fate is sealed:
/// one that nobody will answer counts before its timeout has passed.
final class Stream {
    private static final double NANOS = 1e9;

    private final Traffic traffic;
    private final Key service;
    private final double perSecond;
    private final World world;
    private final List<Proxy> proxies;
    private final Crossings crossings;
    private final Function<Backend, Listeners.Answer> pods;
    private final Ledger ledger;
    private final RandomGenerator gaps;
    private final RandomGenerator nodes;
    private final RandomGenerator endpoints;

    /// @param world the stream's own
    /// @param proxies of the nodes from which requests may come, at least one
    /// @param pods connects to a pod
    Stream(
            Traffic traffic,
            World world,
            List<Proxy> proxies,
            Crossings crossings,
            Function<Backend, Listeners.Answer> pods,
            Ledger ledger) {
        this.traffic = traffic;
        this.world = world;
        this.proxies = proxies;
        this.crossings = crossings;
        this.pods = pods;
        this.ledger = ledger;
        service = service(traffic);
        perSecond = traffic.perSecond().amount().doubleValue();
        gaps = world.chance("gaps");
        nodes = world.chance("nodes");
        endpoints = world.chance("endpoints");
    }

    /// {@return the Service of a stream}
    static Key service(Traffic traffic) {
        int slash = traffic.service().indexOf('/');
        return new Key(
                traffic.service().substring(0, slash), traffic.service().substring(slash + 1));
    }

    Ledger ledger() {
        return ledger;
    }

    /// {@return whether the proxies of all nodes from which requests come know where to send them}
    static boolean ready(Traffic traffic, List<Proxy> proxies) {
        var service = service(traffic);
        return proxies.stream()
                .allMatch(each -> !each.powered() || !each.rules().backends(service).isEmpty());
    }

    void begin() {
        arrange();
    }

    private void arrange() {
        // The logarithm of every machine: StrictMath's is the same to the last bit.
        double gap = -StrictMath.log(1 - gaps.nextDouble()) / perSecond;
        world.after("request", Duration.ofNanos((long) (gap * NANOS)), this::send);
    }

    private void send() {
        arrange();
        // Drawn for each request, so that what becomes of one does not shift the others.
        long node = nodes.nextLong();
        long endpoint = endpoints.nextLong();
        var from = from(node);
        if (from == null) {
            return;
        }
        var backends = from.rules().backends(service);
        if (backends.isEmpty()) {
            lost(Loss.NO_ENDPOINT, "is known on " + from.node());
            return;
        }
        var to = backends.get((int) Long.remainderUnsigned(endpoint, backends.size()));
        var takes = crossings.request(from.node(), to);
        if (takes == null) {
            lost(Loss.NETWORK, way(from, to));
            return;
        }
        var sent = world.now();
        world.after("request arrives", takes, () -> arrive(from, to, sent));
    }

    /// {@return the node from which a request comes; null when none has power: then no client is
    /// there to send it}
    private @Nullable Proxy from(long draw) {
        int powered = 0;
        for (var each : proxies) {
            powered += each.powered() ? 1 : 0;
        }
        if (powered == 0) {
            return null;
        }
        long left = Long.remainderUnsigned(draw, powered);
        for (var each : proxies) {
            if (each.powered() && left-- == 0) {
                return each;
            }
        }
        throw new IllegalStateException("fewer nodes have power than were counted");
    }

    private void arrive(Proxy from, Backend to, Time sent) {
        switch (pods.apply(to)) {
            case REFUSED -> lost(Loss.REFUSED, "by " + to);
            case SILENT -> lost(Loss.NO_ANSWER, "of " + to);
            case SERVED -> {
                var takes = crossings.answer(to, from.node());
                if (takes == null) {
                    lost(Loss.NETWORK, way(from, to));
                } else if (world.now().since(sent).plus(takes).compareTo(traffic.timeout()) > 0) {
                    lost(Loss.LATE, way(from, to));
                } else {
                    ledger.answered(world.now());
                }
            }
        }
    }

    private static String way(Proxy from, Backend to) {
        return "between " + from.node() + " and " + to;
    }

    private void lost(Loss loss, String where) {
        ledger.lost(loss, where, world.now());
    }
}
