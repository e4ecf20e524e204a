package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.world.World;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What `/metrics` says, under upstream's names as far as upstream measures the same.
final class Metrics {
    /// Upstream's buckets of `apiserver_request_duration_seconds` up to a second, thinned out.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final World world;
    private final PrometheusMeterRegistry registry;
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger changing = new AtomicInteger();

    /// The registry would find them too, but by building and comparing their names each time.
    private final Map<Answered, Counter> counters = new LinkedHashMap<>();

    private final Map<Asked, Timer> timers = new LinkedHashMap<>();
    private final TreeMap<String, AtomicInteger> longRunning = new TreeMap<>();

    private record Answered(Asked asked, int status) {}

    Metrics(ApiServerCore core, List<Kind<?>> kinds) {
        world = core.world();
        registry =
                new PrometheusMeterRegistry(
                        PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock(world));
        inFlight("readOnly", reading);
        inFlight("mutating", changing);
        for (Kind<?> kind : kinds) {
            Gauge.builder(
                            "apiserver.storage.objects",
                            () -> core.writes().committed().table(kind).size())
                    .description("Number of stored objects, by resource.")
                    .tag("resource", kind.resource())
                    .register(registry);
        }
        Gauge.builder("apiserver.storage.revision", () -> core.writes().committed().revision())
                .description("The cluster's newest revision.")
                .register(registry);
    }

    private void inFlight(String kind, AtomicInteger count) {
        Gauge.builder("apiserver.current.inflight.requests", count, AtomicInteger::get)
                .description("Requests that are being worked on.")
                .tag("request_kind", kind)
                .register(registry);
    }

    private static Clock clock(World world) {
        return new Clock() {
            @Override
            public long wallTime() {
                return world.now().wall().toEpochMilli();
            }

            @Override
            public long monotonicTime() {
                return world.now().nanos();
            }
        };
    }

    /// A request has come.
    ///
    /// @return to be told the status of its answer
    Finished begin(boolean changes, Asked asked) {
        var count = changes ? changing : reading;
        count.incrementAndGet();
        long start = world.now().nanos();
        return status -> {
            count.decrementAndGet();
            counters.computeIfAbsent(new Answered(asked, status), this::counter).increment();
            timers.computeIfAbsent(asked, this::timer)
                    .record(world.now().nanos() - start, TimeUnit.NANOSECONDS);
        };
    }

    private Counter counter(Answered answered) {
        return Counter.builder("apiserver.request")
                .description("Requests answered.")
                .tags(answered.asked().tags())
                .tag("code", Integer.toString(answered.status()))
                .register(registry);
    }

    private Timer timer(Asked asked) {
        return Timer.builder("apiserver.request.duration")
                .description("How long requests took, in seconds.")
                .tags(asked.tags())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /// Told the end of a request.
    @FunctionalInterface
    interface Finished {
        void with(int status);
    }

    /// A watch has begun.
    ///
    /// @return to be run when it ends
    Runnable longRunning(Route route) {
        String resource = route.served().resource();
        var count =
                longRunning.computeIfAbsent(
                        resource,
                        _ -> {
                            var made = new AtomicInteger();
                            Gauge.builder(
                                            "apiserver.longrunning.requests",
                                            made,
                                            AtomicInteger::get)
                                    .description("Watches that are open, by resource.")
                                    .tag("resource", resource)
                                    .tag("verb", "WATCH")
                                    .register(registry);
                            return made;
                        });
        count.incrementAndGet();
        return count::decrementAndGet;
    }

    Response answer() {
        var response = Answers.text(200, registry.scrape());
        return Answers.with(response, "content-type", "text/plain; version=0.0.4; charset=utf-8");
    }
}
