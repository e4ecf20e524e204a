package dev.wavetank.tank;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Counts by kind what reaches the journal, deletions included, and the renewals of leases, which
/// are not journaled.
final class WriteCounter {
    private final TreeMap<String, Integer> writes = new TreeMap<>();
    private int renewals;
    private long lastRevision;

    Ports ports() {
        return new Ports(
                Ports.Decorator.none(),
                (_, _, api) -> new CountedApi(api),
                Ports.Decorator.none(),
                (_, _, journal) -> new Counted(journal));
    }

    /// {@return how many writes there were to each kind since the last call of [#forget]}
    SortedMap<String, Integer> journaled() {
        return new TreeMap<>(writes);
    }

    /// {@return how many writes to leases were accepted since the last call of [#forget]}
    int renewals() {
        return renewals;
    }

    /// {@return how many writes there were to anything but nodes, which report every 5 minutes}
    int restless() {
        return writes.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Node.KIND.resource()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    void forget() {
        writes.clear();
        renewals = 0;
    }

    private final class CountedApi implements Api {
        private final Api inner;

        CountedApi(Api inner) {
            this.inner = inner;
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return inner.watch(query, sink);
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            inner.submit(
                    action,
                    outcome -> {
                        boolean lease = action.ref().kind().equals(Lease.KIND);
                        renewals += lease && outcome instanceof Outcome.Accepted ? 1 : 0;
                        then.accept(outcome);
                    });
        }

        @Override
        public void explain(List<Reason> reasons) {
            inner.explain(reasons);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private final class Counted implements Journal {
        private final Journal inner;

        Counted(Journal inner) {
            this.inner = inner;
        }

        @Override
        public Stored load() {
            return inner.load();
        }

        @Override
        public void append(Batch batch, Consumer<Result> then) {
            for (Change change : batch.changes()) {
                if (change.revision() <= lastRevision) {
                    throw new IllegalStateException(
                            "revision " + change.revision() + " after " + lastRevision);
                }
                lastRevision = change.revision();
                writes.merge(change.kind().resource(), 1, Integer::sum);
            }
            inner.append(batch, then);
        }
    }
}
