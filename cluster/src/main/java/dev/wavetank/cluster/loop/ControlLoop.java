package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Runs one controller: observes, asks it for plans, carries them out.
///
/// Everything that waits, retries or keeps order is here, written once for the wall clock and for
/// virtual time; the controller is left with deciding.
///
/// @param <M> the controller's memory of a key
public final class ControlLoop<M> {
    private final Controller<M> controller;
    private final World world;
    private final Api api;
    private final Observation observation = new Observation();
    private final TreeMap<Key, Work<M>> work = new TreeMap<>();
    private final ArrayDeque<Key> ready = new ArrayDeque<>();
    private final List<Api.Watch> watches = new ArrayList<>();
    private final TreeSet<Kind<?>> awaited = new TreeSet<>();
    private final Fence fence = new Fence();
    private boolean turnPosted;

    private ControlLoop(Controller<M> controller, World world, Api api) {
        this.controller = controller;
        this.world = world;
        this.api = api;
    }

    /// Starts a controller.
    ///
    /// @param world the component's own; closing it stops the loop
    /// @param api a session of the component's own
    public static <M> void start(Controller<M> controller, World world, Api api) {
        new ControlLoop<>(controller, world, api).watch();
    }

    private void watch() {
        for (Query query : controller.watches()) {
            if (!awaited.add(query.kind())) {
                throw new IllegalArgumentException(
                        controller.name() + " watches " + query.kind() + " twice");
            }
        }
        for (Query query : controller.watches()) {
            watches.add(api.watch(query, notice -> heard(query.kind(), notice)));
        }
    }

    private void heard(Kind<?> kind, Notice notice) {
        switch (notice) {
            case Notice.Snapshot(var table) -> {
                Table<?> before = observation.observed(kind);
                observation.observe(table);
                if (before != null) {
                    touch(before.changesTo(table));
                } else if (awaited.remove(kind) && awaited.isEmpty()) {
                    begin();
                }
                fence.passed(kind);
            }
            case Notice.Changes(var changes, var table) -> {
                observation.observe(table);
                touch(changes);
                fence.passed(kind);
            }
            case Notice.Progress _ -> fence.passed(kind);
            // The view stays as it was; a snapshot follows.
            case Notice.Lost _ -> {}
        }
        arrange();
    }

    private void begin() {
        for (var table : observation.view().tables().values()) {
            touch(Table.empty(table.kind()).changesTo(table));
        }
    }

    private void touch(List<Change> changes) {
        if (!awaited.isEmpty()) {
            return;
        }
        var view = observation.view();
        for (var change : changes) {
            for (Key key : controller.touched(change, view)) {
                enqueue(key);
            }
        }
    }

    private void enqueue(Key key) {
        var item = work.computeIfAbsent(key, _ -> new Work<>(controller.start()));
        if (item.wants()) {
            ready.add(key);
        }
    }

    private void arrange() {
        if (!turnPosted && !ready.isEmpty()) {
            turnPosted = true;
            world.post("reconcile", this::turn);
        }
    }

    private void turn() {
        turnPosted = false;
        Key key = ready.poll();
        if (key != null) {
            plan(key);
        }
        arrange();
    }

    private void plan(Key key) {
        var item = work.get(key);
        if (item == null) {
            return;
        }
        item.begin();
        var plan = controller.reconcile(key, observation.view(), item.memory(), world.now());
        if (!plan.reasons().isEmpty()) {
            api.explain(plan.reasons());
        }
        new Delivery(
                        plan.actions(),
                        observation,
                        api,
                        (end, answers) -> ended(key, item, plan, end, answers))
                .begin();
    }

    private void ended(
            Key key, Work<M> item, Plan<M> plan, Delivery.End end, List<Delivery.Answer> answers) {
        M memory = end instanceof Delivery.End.Done ? plan.memory() : item.memory();
        for (var answer : answers) {
            memory = controller.answered(memory, answer.action(), answer.outcome());
        }
        item.remember(memory);
        switch (end) {
            case Delivery.End.Done _ -> {
                item.succeeded();
                plan.wakeAt()
                        .ifPresent(at ->
                                item.wake(
                                        world.after(
                                                "wake",
                                                at.since(world.now()),
                                                () -> again(key, item))));
            }
            case Delivery.End.Retry _ ->
                    item.wake(world.after("back-off", item.failed(), () -> again(key, item)));
            case Delivery.End.Settle(var settles) -> {
                item.suspend();
                world.after("answer lost", settles, () -> awaitFence(key, item));
            }
        }
        if (item.idle(controller.start())) {
            work.remove(key);
        } else if (item.wantedAgain()) {
            ready.add(key);
        }
        arrange();
    }

    private void awaitFence(Key key, Work<M> item) {
        fence.await(
                controller.watches(),
                () -> {
                    item.resume();
                    again(key, item);
                });
        watches.forEach(Api.Watch::requestProgress);
    }

    private void again(Key key, Work<M> item) {
        if (work.get(key) == item) {
            enqueue(key);
            arrange();
        }
    }
}
