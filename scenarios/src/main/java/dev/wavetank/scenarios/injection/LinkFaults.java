package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NetworkChaos;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Makes what passes between components and the API server fail.
final class LinkFaults {
    private static final List<Integer> CODES = List.of(409, 429, 500, 503);

    /// Not given: an error of the server, as upstream answers what it did not expect.
    private static final int CODE = 500;

    private final Stage stage;
    private final Links links;
    private final ActiveFault fault;
    private final ControlPlaneChaos chaos;
    private final ResourceFilter filter;
    private final int millionths;

    LinkFaults(Stage stage, Links links, ActiveFault fault, ControlPlaneChaos chaos) {
        this.stage = stage;
        this.links = links;
        this.fault = fault;
        this.chaos = chaos;
        filter = ResourceFilter.of(chaos.resources(), stage.tank.kinds());
        millionths = Chance.millionths("percent", chaos.percent());
    }

    void hit() {
        int owner = fault.number;
        switch (chaos.action()) {
            case API_LATENCY -> {
                var latency = latency();
                hit(link ->
                        new LinkFault.Latency(
                                owner, filter, dice(link), latency, chaos.jitter(), true, true));
            }
            case API_ERROR -> {
                int code = code();
                hit(link -> new LinkFault.Failure(owner, filter, dice(link), code));
            }
            case ANSWER_LOST -> hit(link -> new LinkFault.AnswerLost(owner, filter, dice(link)));
            case PARTITION -> {
                boolean sends = chaos.direction() != NetworkChaos.Direction.FROM;
                boolean gets = chaos.direction() != NetworkChaos.Direction.TO;
                hit(link -> new LinkFault.Cut(owner, filter, dice(link), sends, gets));
            }
            case WATCH_DELAY -> {
                var latency = latency();
                hit(link ->
                        new LinkFault.WatchDelay(
                                owner, filter, dice(link), latency, chaos.jitter()));
            }
            case WATCH_FREEZE -> {
                var frozen = stage.state();
                hit(_ -> new LinkFault.Freeze(owner, filter, frozen));
            }
            case WATCH_DROP -> breakWatches("the connection was reset");
            case WATCH_GONE -> breakWatches("410 Gone: too old resource version");
            case CRASH_AFTER -> crashAfter();
            case SERVER_SLOW -> serverSlow();
            case CRASH,
                    RESTART,
                    PAUSE,
                    LEADER_LOSS,
                    SERVER_CRASH,
                    SERVER_RESTART,
                    JOURNAL_FAILURE,
                    DISK_FULL ->
                    throw new IllegalArgumentException(chaos.action() + " is no fault of a link");
        }
    }

    private void crashAfter() {
        Integer actions = chaos.actions();
        if (actions == null || actions < 1) {
            throw new Refusal("actions: a whole number from 1 is needed");
        }
        var left = new TreeMap<String, LinkFault.Countdown>();
        hit(link ->
                new LinkFault.CrashAfter(
                        fault.number,
                        filter,
                        left.computeIfAbsent(
                                link.component(), _ -> new LinkFault.Countdown(actions))));
    }

    private void serverSlow() {
        int owner = fault.number;
        var latency = latency();
        var everyone = stage.tank.components();
        links.hit(
                owner,
                everyone,
                link ->
                        new LinkFault.Latency(
                                owner, filter, dice(link), latency, chaos.jitter(), true, false));
        links.hit(
                owner,
                everyone,
                link ->
                        new LinkFault.WatchDelay(
                                owner, filter, dice(link), latency, chaos.jitter()));
        fault.hit("api-server");
    }

    private void breakWatches(String why) {
        var names = names();
        links.breakWatches(names, filter, why);
        names.forEach(fault::hit);
    }

    private void hit(Function<Link, LinkFault> with) {
        var names = names();
        links.hit(fault.number, names, with);
        names.forEach(fault::hit);
    }

    /// {@return the components, or single sessions of them, that are meant}
    private List<String> names() {
        var all = new TreeSet<>(stage.tank.components());
        all.addAll(links.names());
        return Components.meant(chaos.components(), List.copyOf(all));
    }

    private Dice dice(Link link) {
        return new Dice(fault.chance.of(link.session()), millionths);
    }

    private Duration latency() {
        @Nullable Duration latency = chaos.latency();
        if (latency == null || latency.isNegative()) {
            throw new Refusal("latency: needed, such as 200ms");
        }
        return latency;
    }

    private int code() {
        Integer code = chaos.code();
        if (code != null && !CODES.contains(code)) {
            throw new Refusal("code: one of " + CODES + " is needed, found " + code);
        }
        return code == null ? CODE : code;
    }
}
