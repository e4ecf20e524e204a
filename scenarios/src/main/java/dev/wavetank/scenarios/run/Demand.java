package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Traffic;
import dev.wavetank.scenarios.sight.Metrics;
import dev.wavetank.scenarios.traffic.Loss;
import dev.wavetank.scenarios.traffic.Streams;
import dev.wavetank.tank.Tank;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The request streams of a scenario, and where what becomes of them is told: metrics, timeline,
/// samples and checks.
final class Demand implements Streams.Log {
    private final World world;
    private final Lookout lookout;
    private final Chronicle chronicle;
    private final Steps.Log log;
    private final Streams streams;

    Demand(
            Scenario scenario,
            World world,
            Tank tank,
            Injector injector,
            Lookout lookout,
            Chronicle chronicle,
            Steps.Log log) {
        this.world = world;
        this.lookout = lookout;
        this.chronicle = chronicle;
        this.log = log;
        streams =
                new Streams(
                        scenario.traffic(),
                        scenario.cluster().names(),
                        world,
                        tank,
                        injector.network(),
                        lookout::state,
                        this);
    }

    /// {@return whether requests have somewhere to go}
    boolean ready() {
        return streams.ready();
    }

    void begin() {
        streams.begin();
    }

    void end() {
        streams.end();
    }

    SortedMap<String, Sample.Requests> counts() {
        var counts = streams.counts();
        if (counts.isEmpty()) {
            return Collections.emptySortedMap();
        }
        var requests = new TreeMap<String, Sample.Requests>();
        counts.forEach((stream, count) ->
                requests.put(stream, new Sample.Requests(count.answered(), count.lost())));
        return requests;
    }

    @Override
    public void answered(String stream) {
        lookout.metrics().add(Metrics.REQUESTS, 1, "outcome", "answered", "stream", stream);
    }

    @Override
    public void lost(String stream, Loss loss) {
        lookout.metrics()
                .add(
                        Metrics.REQUESTS,
                        1,
                        "outcome",
                        "lost",
                        "reason",
                        loss.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "stream",
                        stream);
    }

    @Override
    public void said(String stream, String text) {
        log.entry(Entry.Sort.WORKLOAD, "stream " + stream, text, Entry.Level.STORY);
    }

    @Override
    public void failed(Traffic traffic, String problem) {
        log.check(
                new Check(
                        "stream " + traffic.name(),
                        "start",
                        "requests to " + traffic.service(),
                        world.now(),
                        problem));
    }

    @Override
    public void curve() {
        chronicle.sample(world.now(), counts());
    }
}
