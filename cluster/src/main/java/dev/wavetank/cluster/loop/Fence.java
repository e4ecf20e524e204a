package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Lets a key go on only when each watch has delivered something newer than the moment it began to
/// wait: after a lost answer the view then shows the write, or it never happened.
final class Fence {
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(TreeSet<Kind<?>> kinds, Runnable then) {}

    void await(List<Query> watches, Runnable then) {
        var kinds = new TreeSet<Kind<?>>();
        watches.forEach(query -> kinds.add(query.kind()));
        waiting.add(new Waiting(kinds, then));
    }

    void passed(Kind<?> kind) {
        if (waiting.isEmpty()) {
            return;
        }
        var through = new ArrayList<Runnable>();
        waiting.removeIf(each -> {
            each.kinds().remove(kind);
            return each.kinds().isEmpty() && through.add(each.then());
        });
        through.forEach(Runnable::run);
    }
}
