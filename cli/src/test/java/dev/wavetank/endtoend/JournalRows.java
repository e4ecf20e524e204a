package dev.wavetank.endtoend;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;

import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Counts what reaches a journal, by kind, and tells when enough nodes and pods are Ready in it.
/// May be used from any thread.
final class JournalRows {
    private final int pods;
    private final CountDownLatch nodesReady;
    private volatile CountDownLatch podsReady;
    private final TreeMap<String, Integer> rows = new TreeMap<>();
    private int batches;

    JournalRows(int pods, int nodes) {
        this.pods = pods;
        this.nodesReady = new CountDownLatch(nodes);
        this.podsReady = new CountDownLatch(pods);
    }

    CountDownLatch nodesReady() {
        return nodesReady;
    }

    CountDownLatch podsReady() {
        return podsReady;
    }

    /// Counts from zero, and that many pods anew.
    synchronized void forget() {
        podsReady = new CountDownLatch(pods);
        rows.clear();
        batches = 0;
    }

    /// {@return the rows of each kind, a line each, in all and per pod}
    synchronized String report() {
        var text = new StringBuilder();
        int all = rows.values().stream().mapToInt(Integer::intValue).sum();
        line(text, "journal rows", all);
        rows.forEach((kind, count) -> line(text, "  " + kind, count));
        line(text, "batches", batches);
        return text.toString();
    }

    private void line(StringBuilder text, String what, int count) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-32s %7d %8.3f a pod%n",
                        what,
                        count,
                        (double) count / pods));
    }

    /// {@return a journal, counted}
    Journal count(Journal inner) {
        return new Journal() {
            @Override
            public Stored load() {
                return inner.load();
            }

            @Override
            public void append(Batch batch, Consumer<Result> then) {
                inner.append(
                        batch,
                        result -> {
                            if (result instanceof Result.Kept) {
                                kept(batch);
                            }
                            then.accept(result);
                        });
            }
        };
    }

    private synchronized void kept(Journal.Batch batch) {
        batches++;
        for (Change change : batch.changes()) {
            rows.merge(verb(change) + change.kind().resource(), 1, Integer::sum);
            if (becameReady(change)) {
                (change.kind().equals(Pod.KIND) ? podsReady : nodesReady).countDown();
            }
        }
    }

    private static String verb(Change change) {
        return change.created() ? "create " : change.deleted() ? "delete " : "update ";
    }

    private static boolean becameReady(Change change) {
        return ready(change.after()) && !ready(change.before());
    }

    private static boolean ready(Resource object) {
        return switch (object) {
            case Pod pod -> pod.ready();
            case Node node -> node.ready();
            case null, default -> false;
        };
    }
}
