package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.scenarios.injection.Network;
import dev.wavetank.scenarios.plan.Traffic;
import dev.wavetank.tank.Tank;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// All streams of requests of a scenario, and a proxy on each node that leads them to pods. A
/// scenario without streams has none of it.
///
/// To be used in turns of the tank's World.
public final class Streams {
    private final List<Traffic> traffic;
    private final World world;
    private final Tank tank;
    private final Network network;
    private final Supplier<ClusterState> state;
    private final Log log;
    private final TreeMap<String, Proxy> proxies = new TreeMap<>();
    private final TreeMap<String, Stream> streams = new TreeMap<>();

    /// Hears what becomes of requests.
    public interface Log {
        void answered(String stream);

        void lost(String stream, Loss loss);

        /// Something worth telling happened to a stream: it begins to lose requests, it serves
        /// again, it ends.
        void said(String stream, String text);

        /// A stream cannot begin.
        ///
        /// @param problem why, with what there is instead
        void failed(Traffic traffic, String problem);

        /// Now is a moment for a point of the curve.
        void curve();
    }

    /// Requests since a stream began.
    public record Count(long answered, long lost) {}

    /// Puts a proxy on each node, if there is any stream.
    ///
    /// @param nodes the names of all
    /// @param world the scenario's own
    /// @param state the newest that is committed
    public Streams(
            List<Traffic> traffic,
            List<String> nodes,
            World world,
            Tank tank,
            Network network,
            Supplier<ClusterState> state,
            Log log) {
        this.traffic = List.copyOf(traffic);
        this.world = world.child("traffic");
        this.tank = tank;
        this.network = network;
        this.state = state;
        this.log = log;
        if (!traffic.isEmpty()) {
            for (String node : nodes) {
                var proxy = new Proxy(node);
                proxies.put(node, proxy);
                tank.install(node, proxy);
            }
        }
    }

    /// {@return whether requests of all streams have somewhere to go}
    public boolean ready() {
        return traffic.stream().allMatch(each -> Stream.ready(each, from(each)));
    }

    private List<Proxy> from(Traffic each) {
        return proxies.values().stream()
                .filter(proxy -> each.from() == null || proxy.node().equals(each.from()))
                .toList();
    }

    /// Lets all streams begin; one that cannot is told as failed.
    public void begin() {
        for (var each : traffic) {
            String problem = problem(each);
            if (problem.isEmpty()) {
                var stream = stream(each);
                streams.put(each.name(), stream);
                stream.begin();
            } else {
                log.failed(each, problem);
            }
        }
    }

    private String problem(Traffic each) {
        if (each.from() != null && !proxies.containsKey(each.from())) {
            return "there is no node " + each.from() + "; there are " + proxies.keySet();
        }
        var services = state.get().table(Service.KIND);
        if (services.get(Stream.service(each)) != null) {
            return "";
        }
        var known = services.all().stream().map(service -> service.key().toString()).toList();
        return "there is no Service "
                + each.service()
                + "; there "
                + (known.isEmpty() ? "is none" : "are " + String.join(", ", known));
    }

    private Stream stream(Traffic each) {
        var own = world.child(each.name());
        return new Stream(
                each,
                own,
                from(each),
                new Crossings(network, state, own.chance("network")),
                this::connect,
                new Ledger(each.name(), world.now(), log));
    }

    private Listeners.Answer connect(Backend to) {
        return proxies.containsKey(to.node())
                ? tank.listeners(to.node()).connect(to.uid(), to.port())
                : Listeners.Answer.SILENT;
    }

    /// Ends all streams and tells what came of each; to be called once.
    public void end() {
        world.close();
        streams.values().forEach(each -> each.ledger().end());
        if (!streams.isEmpty()) {
            log.curve();
        }
    }

    /// {@return by stream what was counted}
    public SortedMap<String, Count> counts() {
        if (streams.isEmpty()) {
            return Collections.emptySortedMap();
        }
        var counts = new TreeMap<String, Count>();
        streams.forEach((name, stream) -> counts.put(name, stream.ledger().count()));
        return counts;
    }
}
