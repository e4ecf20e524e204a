package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;

import org.jspecify.annotations.Nullable;

import java.util.TreeMap;
import java.util.TreeSet;

/// What one component has observed, and the writes of its own that it has not observed yet.
public final class Observation {
    private final TreeMap<Kind<?>, Table<?>> observed = new TreeMap<>();
    private final TreeMap<Ref, Write> writes = new TreeMap<>();
    private final TreeSet<Kind<?>> stale = new TreeSet<>();
    private View view = View.EMPTY;

    /// A write not yet observed.
    ///
    /// @param object what it makes of the object; null when it makes it go
    /// @param revision the revision that shows it; 0 while there is no answer
    private record Write(@Nullable Resource object, long revision) {}

    /// Takes in what a watch delivered, and drops the writes that it shows.
    public void observe(Table<?> table) {
        observed.put(table.kind(), table);
        stale.add(table.kind());
        if (!writes.isEmpty()) {
            writes.entrySet()
                    .removeIf(write ->
                            write.getKey().kind().equals(table.kind())
                                    && write.getValue().revision() != 0
                                    && write.getValue().revision() <= table.revision());
        }
    }

    /// {@return the table of a kind as the watch delivered it, or null before it did}
    public @Nullable Table<?> observed(Kind<?> kind) {
        return observed.get(kind);
    }

    /// Shows what an action is going to do, where that can be known before the answer.
    public void submitted(Action action) {
        Table<?> table = observed.get(action.ref().kind());
        if (table == null) {
            return;
        }
        Resource now = view().table(table.kind()).get(action.ref().key());
        switch (action) {
            case Action.Bind bind -> {
                if (now instanceof Pod pod) {
                    put(bind.ref(), pod.withSpec(pod.spec().withNodeName(bind.node())), 0);
                }
            }
            case Action.Update update -> {
                if (now != null) {
                    put(update.ref(), update.object().withStatusOf(now), 0);
                }
            }
            case Action.UpdateStatus update -> {
                if (now != null) {
                    put(update.ref(), now.withStatusOf(update.object()), 0);
                }
            }
            case Action.Delete delete -> {
                if (delete.graceSeconds() != null
                        && delete.graceSeconds() == 0
                        && now != null
                        && now.meta().finalizers().isEmpty()) {
                    put(delete.ref(), null, 0);
                }
            }
            case Action.Create _, Action.Emit _ -> {}
        }
    }

    /// Takes in the answer to an action.
    public void answered(Action action, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var revision, var object, var gone) -> {
                Table<?> table = observed.get(object.kind());
                if (table != null) {
                    if (revision > table.revision()) {
                        put(object.ref(), gone ? null : object, revision);
                    } else {
                        drop(object.ref());
                    }
                }
            }
            case Outcome.Stale _, Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ ->
                    drop(action.ref());
        }
    }

    private void put(Ref ref, @Nullable Resource object, long revision) {
        writes.put(ref, new Write(object, revision));
        show(ref, object);
    }

    private void drop(Ref ref) {
        Table<?> table = observed.get(ref.kind());
        if (writes.remove(ref) != null && table != null) {
            show(ref, table.get(ref.key()));
        }
    }

    /// Changes the view in one place: laying all writes over the table again, each time, would cost
    /// the square of their number.
    private void show(Ref ref, @Nullable Resource object) {
        if (!stale.contains(ref.kind())) {
            view = view.with(shown(view.table(ref.kind()), ref, object));
        }
    }

    public View view() {
        if (!stale.isEmpty()) {
            for (var kind : stale) {
                Table<?> table = observed.get(kind);
                if (table != null) {
                    view = view.with(withWrites(table));
                }
            }
            stale.clear();
        }
        return view;
    }

    private Table<?> withWrites(Table<?> table) {
        Table<?> shown = table;
        for (var write : writes.entrySet()) {
            if (write.getKey().kind().equals(table.kind())) {
                shown = shown(shown, write.getKey(), write.getValue().object());
            }
        }
        return shown;
    }

    private static Table<?> shown(Table<?> table, Ref ref, @Nullable Resource object) {
        // Shown at the observed revision: it is no newer than that for expectations.
        return object == null
                ? table.without(ref.key(), "", table.revision())
                : table.with(object, "", table.revision());
    }
}
