package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
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
        } else if (!link.blocks(query)) {
            int life = opened;
            var late = link.latency(query.kind().ref(query.namespace(), query.name()), true);
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
            var past = link.past(query);
            if (past != null && !link.cutOff(query)) {
                var table = found(query.kind(), past);
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

    private <R extends Resource> Table<R> found(Kind<R> kind, ClusterState state) {
        var all = state.table(kind);
        if (query.wantsAll()) {
            return all;
        }
        var found = Table.empty(kind);
        for (R object : all.all()) {
            if (query.matches(object)) {
                found = found.with(object, "", state.revision());
            }
        }
        return found.at(state.revision());
    }

    private void told(Notice notice) {
        if (broken) {
            return;
        }
        if (link.clear() && notices.idle()) {
            show(notice);
            return;
        }
        var refs = refs(notice);
        if (link.withholds(query, refs)) {
            lapse();
        } else {
            int life = opened;
            notices.send(
                    link.noticeLatency(query, refs),
                    () -> {
                        if (life == opened && !broken) {
                            arrive(notice);
                        }
                    });
        }
    }

    private void arrive(Notice notice) {
        if (link.withholds(query, refs(notice))) {
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

    /// {@return what a notice tells that the component does not know, if anyone waits for it}
    private List<Change> changes(Notice notice) {
        if (!link.triggers.watchesSight()) {
            return List.of();
        }
        return switch (notice) {
            case Notice.Snapshot(var table) -> shown == null ? List.of() : shown.changesTo(table);
            case Notice.Changes(var changes, _) -> changes;
            case Notice.Progress _, Notice.Lost _ -> List.of();
        };
    }

    private static @Nullable List<Ref> refs(Notice notice) {
        return switch (notice) {
            case Notice.Snapshot(var table) -> table.all().stream().map(Resource::ref).toList();
            case Notice.Changes(var changes, _) -> changes.stream().map(Change::ref).toList();
            case Notice.Progress _, Notice.Lost _ -> null;
        };
    }

    /// Something was missed: nothing passes until it begins again.
    private void lapse() {
        broken = true;
        notices.clear();
    }

    void heal() {
        if (broken && !link.blocks(query)) {
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
        } else if (broken || link.blocks(query)) {
            // What asks is told by the snapshot that comes when the way is free.
            broken = true;
        } else if (reached != null) {
            link.out()
                    .send(
                            link.latency(query.kind().ref(query.namespace(), query.name()), true),
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
