package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a controller observes, written as YAML; then what it plans.
///
/// Every object gets the uid `uid-NAME` unless it says another, and revisions count from 1.
public final class Given<M> {
    public static final Instant START = Instant.parse("2026-01-31T09:00:00Z");
    public static final Kind<?> SECRET = Kind.generic("", "v1", "Secret", "secrets", true);
    public static final Kind<?> ENDPOINTS = Kind.generic("", "v1", "Endpoints", "endpoints", true);
    public static final Kind<?> CONFIG_MAP =
            Kind.generic("", "v1", "ConfigMap", "configmaps", true);

    private final Controller<M> controller;
    private final View view;
    private M memory;
    private Time now = new Time(START, 0);

    private Given(Controller<M> controller, View view) {
        this.controller = controller;
        this.view = view;
        this.memory = controller.start();
    }

    public static <M> Given<M> given(Controller<M> controller, String... yaml) {
        return given(controller, state(yaml));
    }

    public static <M> Given<M> given(Controller<M> controller, ClusterState state) {
        var view = View.EMPTY;
        for (var query : controller.watches()) {
            view = view.with(state.table(query.kind()));
        }
        return new Given<>(controller, view);
    }

    public static ClusterState state(String... yaml) {
        var state = ClusterState.EMPTY;
        for (var object : objects(yaml)) {
            long revision = state.revision() + 1;
            state =
                    state.apply(
                            new Change(
                                    revision,
                                    null,
                                    object.withMeta(object.meta().withResourceVersion(revision))),
                            "someone");
        }
        return state;
    }

    public static List<Resource> objects(String... yaml) {
        var objects = new ArrayList<Resource>();
        for (var text : yaml) {
            for (var tree : Yaml.readAll(text)) {
                Json.Obj object = (Json.Obj) tree;
                Resource read = kind(object.text("kind")).read(object);
                var meta = read.meta();
                objects.add(
                        read.withMeta(
                                meta.withUid(
                                        meta.uid().isEmpty() ? "uid-" + meta.name() : meta.uid())));
            }
        }
        return objects;
    }

    public static Kind<?> kind(String name) {
        for (var kind : Kinds.TYPED) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return switch (name) {
            case "Secret" -> SECRET;
            case "Endpoints" -> ENDPOINTS;
            default -> CONFIG_MAP;
        };
    }

    public Given<M> remembering(M what) {
        memory = what;
        return this;
    }

    /// Moves the time on from the start.
    public Given<M> after(Duration duration) {
        now = new Time(START, 0).plus(duration);
        return this;
    }

    public View view() {
        return view;
    }

    public Then<M> when(String namespace, String name) {
        return new Then<>(controller.reconcile(new Key(namespace, name), view, memory, now));
    }

    /// What came out.
    public record Then<M>(Plan<M> plan) {
        public List<String> actions() {
            return plan.actions().stream().map(Given::describe).toList();
        }

        public <A extends Action> List<A> all(Class<A> type) {
            return plan.actions().stream().filter(type::isInstance).map(type::cast).toList();
        }

        public <R extends Resource> List<R> created(Class<R> type) {
            return all(Action.Create.class).stream()
                    .map(Action.Create::object)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        public <R extends Resource> List<R> updated(Class<R> type) {
            return all(Action.Update.class).stream()
                    .map(Action.Update::object)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        /// {@return the only object of this type whose status is written}
        public <R extends Resource> R status(Class<R> type) {
            var all =
                    all(Action.UpdateStatus.class).stream()
                            .map(Action.UpdateStatus::object)
                            .filter(type::isInstance)
                            .map(type::cast)
                            .toList();
            if (all.size() != 1) {
                throw new AssertionError(all.size() + " status writes in " + actions());
            }
            return all.getFirst();
        }

        public List<String> events() {
            return all(Action.Emit.class).stream().map(emit -> text(emit.event())).toList();
        }

        public List<String> deleted() {
            return all(Action.Delete.class).stream().map(each -> each.ref().name()).toList();
        }

        public String why() {
            return plan.reasons().stream()
                    .map(reason -> reason.decision() + ": " + String.join("; ", reason.details()))
                    .toList()
                    .toString();
        }
    }

    public static String text(Event event) {
        return event.type() + " " + event.reason() + " " + event.message();
    }

    /// {@return an action as one line}
    public static String describe(Action action) {
        String what =
                switch (action) {
                    case Action.Create _ -> "create ";
                    case Action.Update _ -> "update ";
                    case Action.UpdateStatus _ -> "status ";
                    case Action.Bind _ -> "bind ";
                    case Action.Delete _ -> "delete ";
                    case Action.Emit(var event) -> "event " + text(event) + " ";
                };
        String name = action.ref().name();
        if (name.isEmpty() && action instanceof Action.Create(var object, _)) {
            name = object.meta().generateName();
        }
        return action instanceof Action.Emit
                ? what.strip()
                : what + action.ref().kind().plural() + "/" + name;
    }
}
