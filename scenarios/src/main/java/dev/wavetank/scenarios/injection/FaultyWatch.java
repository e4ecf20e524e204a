package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.plan.Trigger;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A watch of one life over a link that faults may spoil.
///
/// Once it missed something nothing passes any more, so that the component never sees a history
/// with a hole: it is lost, and begins again with everything when nothing is in the way.
final class FaultyWatch implements Api.Watch {
    private final Link link;
    private final World world;
    private final Api api;
    private final Query query;
    private final Consumer<Notice> sink;
    private final Consumer<FaultyWatch> forget;
    private final Lane notices;
    private Api.@Nullable Watch watch;
    private @Nullable Table<?> shown;
    private int opened;
    private boolean broken;
    private boolean closed;

    FaultyWatch(
            Link link,
            World world,
            Api api,
            Query query,
            Consumer<Notice> sink,
            Consumer<FaultyWatch> forget) {
        this.link = link;
        this.world = world;
        this.api = api;
        this.query = query;
        this.sink = sink;
        this.forget = forget;
        notices = new Lane(world, link.triggers::standstill);
    }

    Query query() {
        return query;
    }

    void open() {
        if (link.clear()) {
            reach();
        } else if (!link.harm.blocks(query)) {
            int life = opened;
            var late = link.harm.latency(query.kind().ref(query.namespace(), query.name()), true);
            link.out()
                    .send(
                            late,
                            () -> {
                                if (life == opened) {
                                    reach();
                                }
                            });
        } else {
            broken = true;
            var past = link.harm.past(query);
            if (past != null && !link.harm.cutOff(query)) {
                var table = Notices.past(query.kind(), query, past);
                later("watch notice", () -> show(new Notice.Snapshot(table)));
            }
        }
    }

    private void reach() {
        broken = false;
        int life = ++opened;
        watch =
                api.watch(
                        query,
                        notice -> {
                            if (life == opened) {
                                told(notice);
                            }
                        });
    }

    private void told(Notice notice) {
        if (broken) {
            return;
        }
        if (link.clear() && notices.idle()) {
            show(notice);
            return;
        }
        var refs = Notices.refs(notice);
        if (link.harm.withholds(query, refs)) {
            lapse();
        } else {
            int life = opened;
            notices.send(
                    link.harm.noticeLatency(query, refs),
                    () -> {
                        if (life == opened && !broken) {
                            arrive(notice);
                        }
                    });
        }
    }

    private void arrive(Notice notice) {
        if (link.harm.withholds(query, Notices.refs(notice))) {
            lapse();
        } else if (link.triggers.sees(changes(notice), Trigger.When.BEFORE)) {
            notices.again(() -> hand(notice));
        } else {
            hand(notice);
        }
    }

    private void hand(Notice notice) {
        var changes = changes(notice);
        show(notice);
        link.triggers.sees(changes, Trigger.When.AFTER);
    }

    private void show(Notice notice) {
        switch (notice) {
            case Notice.Snapshot(var table) -> shown = table;
            case Notice.Changes(_, var table) -> shown = table;
            case Notice.Progress _, Notice.Lost _ -> {}
        }
        sink.accept(notice);
    }

    private List<Change> changes(Notice notice) {
        return link.triggers.watchesSight() ? Notices.news(notice, shown) : List.of();
    }

    /// Something was missed: nothing passes until it begins again.
    private void lapse() {
        broken = true;
        notices.clear();
    }

    void heal() {
        if (broken && !link.harm.blocks(query)) {
            lose("the connection was lost");
        }
    }

    /// It breaks, and begins again.
    void lose(String why) {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        opened++;
        lapse();
        later("watch lost", () -> show(new Notice.Lost(why)));
        open();
    }

    private void later(String cause, Runnable tell) {
        world.post(
                cause,
                () ->
                        notices.send(
                                Duration.ZERO,
                                () -> {
                                    if (!closed) {
                                        tell.run();
                                    }
                                }));
    }

    @Override
    public void requestProgress() {
        var reached = watch;
        if (link.clear() && !broken && reached != null) {
            reached.requestProgress();
        } else if (broken || link.harm.blocks(query)) {
            // What asks is told by the snapshot that comes when the way is free.
            broken = true;
        } else if (reached != null) {
            link.out()
                    .send(
                            link.harm.latency(
                                    query.kind().ref(query.namespace(), query.name()), true),
                            reached::requestProgress);
        }
    }

    @Override
    public void close() {
        closed = true;
        opened++;
        notices.clear();
        if (watch != null) {
            watch.close();
            watch = null;
        }
        forget.accept(this);
    }

    void resume() {
        notices.resume();
    }

    void hurry() {
        notices.hurry();
    }

    boolean late() {
        return notices.late();
    }
}
