package dev.wavetank.scenarios.plan;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.format.Says;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// A stream of requests to a Service: open loop, so they keep coming while it is down.
@Says("requests that keep coming, whether or not they are answered")
public record Traffic(
        @Says("its name in metrics and reports") String name,
        @Says("the namespace and name of the Service, such as shop/gateway") String service,
        @Says("how many requests a second, at random moments; such as 10 or 500m")
                Quantity perSecond,
        @Says(value = "how long a request may take before it counts as lost", otherwise = "1s")
                Duration timeout,
        @Says("the node they come from; if not given, each comes from a random one")
                @Nullable String from) {}
