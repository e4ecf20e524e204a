package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Keeps how each node and pod fared.
final class Lives {
    /// Chosen: a day of faults on a large cluster has more pods than any drawing can show.
    private static final int PODS_MAX = 5_000;

    private final LinkedHashMap<String, Draft> drafts = new LinkedHashMap<>();
    private int pods;

    private static final class Draft {
        final Life.Of of;
        final String name;
        final String group;
        final List<Life.Span> spans = new ArrayList<>();

        Draft(Life.Of of, String name, String group) {
            this.of = of;
            this.name = name;
            this.group = group;
        }

        boolean wasReady() {
            return spans.stream().anyMatch(span -> span.state() == Life.State.READY);
        }

        void enter(Time now, Life.State state, String note) {
            if (spans.isEmpty()
                    || spans.getLast().state() != state
                    || !spans.getLast().note().equals(note)) {
                spans.add(new Life.Span(now, state, note));
            }
        }
    }

    /// @param after null when it is deleted
    void node(Node node, @Nullable Node after, Time now) {
        String name = node.meta().name();
        draft(Life.Of.NODE, name, name, "").enter(now, state(after), "");
    }

    private static Life.State state(@Nullable Node node) {
        if (node == null) {
            return Life.State.GONE;
        }
        return node.ready() ? Life.State.READY : Life.State.NOT_READY;
    }

    /// @param after null when it is deleted
    void pod(Pod pod, @Nullable Pod after, String group, Time now) {
        String uid = pod.meta().uid();
        if (!drafts.containsKey(uid) && pods++ >= PODS_MAX) {
            return;
        }
        var draft = draft(Life.Of.POD, uid, pod.ref().key().toString(), group);
        draft.enter(now, state(after, draft), pod.spec().nodeName());
    }

    private static Life.State state(@Nullable Pod pod, Draft draft) {
        if (pod == null) {
            return Life.State.GONE;
        } else if (pod.finished()) {
            return Life.State.FINISHED;
        } else if (pod.deleting()) {
            return Life.State.ENDING;
        } else if (pod.ready()) {
            return Life.State.READY;
        } else if (pod.spec().nodeName().isEmpty()) {
            return Life.State.PENDING;
        }
        return draft.wasReady() ? Life.State.NOT_READY : Life.State.STARTING;
    }

    private Draft draft(Life.Of of, String id, String name, String group) {
        return drafts.computeIfAbsent(id, _ -> new Draft(of, name, group));
    }

    /// {@return all of them, in the order in which they appeared}
    List<Life> all() {
        return drafts.values().stream()
                .map(draft -> new Life(draft.of, draft.name, draft.group, draft.spans))
                .toList();
    }
}
