package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.plan.Trigger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One life's session with the API server, over a link that faults may spoil.
///
/// While the link is clear, a message costs one look at it.
final class FaultyApi implements Api {
    private final Link link;
    private final World world;
    private final Api api;
    private final Lane leaving;
    private final Lane answers;
    private final List<FaultyWatch> watches = new ArrayList<>();
    private int underWay;
    private boolean closed;

    FaultyApi(Link link, World world, Api api) {
        this.link = link;
        this.world = world;
        this.api = api;
        leaving = new Lane(world, link.triggers::standstill);
        answers = new Lane(world, link.triggers::standstill);
    }

    @Override
    public void submit(Action action, Consumer<Outcome> then) {
        if (closed) {
            return;
        }
        var call = new Call(link, world, answers, action, then);
        if (clear()) {
            api.submit(action, call::answered);
        } else {
            link.triggers.sends(action, Trigger.When.BEFORE);
            leaving.send(Duration.ZERO, () -> leave(call));
        }
    }

    private boolean clear() {
        return link.clear() && leaving.idle();
    }

    private void leave(Call call) {
        if (closed) {
            return;
        }
        boolean last = link.left(call.action);
        int code = link.harm.failure(call.action.ref());
        if (code != 0) {
            call.fail(code);
        } else if (link.harm.losesRequest(call.action.ref())) {
            call.lost();
        } else {
            underWay++;
            call.due(
                    link.out()
                            .send(link.harm.latency(call.action.ref(), true), () -> arrive(call)));
        }
        if (last) {
            fallSilent();
        }
    }

    private void arrive(Call call) {
        if (link.harm.losesRequest(call.action.ref())) {
            call.lost();
        } else {
            api.submit(call.action, call::answered);
        }
        underWay--;
        if (closed && underWay == 0) {
            api.close();
        }
    }

    @Override
    public Watch watch(Query query, Consumer<Notice> sink) {
        var watch = new FaultyWatch(link, world, api, query, sink, watches::remove);
        if (!closed) {
            watches.add(watch);
            watch.open();
        }
        return watch;
    }

    @Override
    public void explain(List<Reason> reasons) {
        if (!closed && reasons.stream().noneMatch(each -> link.harm.losesRequest(each.object()))) {
            api.explain(reasons);
        }
    }

    /// Nothing more is sent or heard; what has left arrives.
    private void fallSilent() {
        closed = true;
        leaving.clear();
        answers.clear();
        new ArrayList<>(watches).forEach(FaultyWatch::close);
    }

    @Override
    public void close() {
        if (!closed) {
            fallSilent();
        }
        if (underWay == 0) {
            api.close();
        }
    }

    void resume() {
        leaving.resume();
        answers.resume();
        watches.forEach(FaultyWatch::resume);
    }

    void hurry() {
        answers.hurry();
        watches.forEach(FaultyWatch::hurry);
    }

    boolean late() {
        return leaving.late() || answers.late() || watches.stream().anyMatch(FaultyWatch::late);
    }

    /// Watches that missed something begin again, if they can.
    void heal() {
        new ArrayList<>(watches).forEach(FaultyWatch::heal);
    }

    void breakWatches(ResourceFilter filter, String why) {
        for (var watch : new ArrayList<>(watches)) {
            if (filter.concerns(watch.query())) {
                watch.lose(why);
            }
        }
    }
}
