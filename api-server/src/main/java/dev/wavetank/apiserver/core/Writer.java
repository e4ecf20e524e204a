package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Behaviours;
import dev.wavetank.apiserver.kinds.KindBehaviour.Keeping;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The single writer: admits actions one after the other against its own newest state, and makes a
/// batch of them visible when the journal has it.
///
/// While the journal works on a batch, further actions wait and make up the next one: the slower
/// the disk, the larger the batches.
final class Writer implements Writes {
    private static final int WAITING_MAX = 4096;

    /// Bounds one turn to some tens of milliseconds.
    private static final int BATCH_MAX = 512;

    /// How many batches that nobody waits for may be on their way to the journal.
    private static final int UNAWAITED_MAX = 64;

    /// Revisions are reserved in the journal by this many, so that one that was seen is never given
    /// again, though not every change is journaled.
    private static final long RESERVE = 10_000;

    private static final Duration PROBE_EVERY = Duration.ofSeconds(5);

    private final World world;
    private final Journal journal;
    private final Admitter admitter;
    private final BiConsumer<List<Change>, ClusterState> publish;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Head head;
    private ClusterState committed;
    private long reserved;
    private long reserving;
    private int unawaited;
    private boolean turnPosted;
    private boolean journaling;
    private String trouble = "";

    private record Waiting(Submission submission, Consumer<Outcome> then) {}

    private record Answer(Outcome outcome, Consumer<Outcome> then) {}

    /// @param publish makes committed changes visible, before their senders are told
    Writer(
            World world,
            Journal journal,
            ClusterState state,
            BiConsumer<List<Change>, ClusterState> publish) {
        this.world = world;
        this.journal = journal;
        this.admitter = new Admitter(world, state);
        this.publish = publish;
        head = Head.of(state);
        committed = state;
        reserved = state.revision();
        reserving = reserved;
    }

    @Override
    public ClusterState committed() {
        return committed;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void submit(Submission submission, Consumer<Outcome> then) {
        if (waiting.size() >= WAITING_MAX) {
            var busy = new Outcome.NotSent(WAITING_MAX + " writes are waiting already");
            world.post("too many writes", () -> then.accept(busy));
            return;
        }
        waiting.add(new Waiting(submission, then));
        arrange();
    }

    private void arrange() {
        if (!turnPosted && !journaling && !waiting.isEmpty()) {
            turnPosted = true;
            world.post("write", this::turn);
        }
    }

    private void turn() {
        turnPosted = false;
        if (trouble.isEmpty()) {
            write();
        } else {
            refuseAll();
        }
        arrange();
    }

    private void refuseAll() {
        var refused = unavailable();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.then().accept(refused);
        }
    }

    private Outcome unavailable() {
        return new Outcome.Refused("ServiceUnavailable", trouble, List.of());
    }

    private void write() {
        var before = head;
        var changes = new ArrayList<Change>();
        var journaled = new ArrayList<Change>();
        var answers = new ArrayList<Answer>();
        boolean awaited = unawaited >= UNAWAITED_MAX;
        for (int i = 0; i < BATCH_MAX && !waiting.isEmpty(); i++) {
            var next = waiting.remove();
            var admitted = admitter.admit(next.submission(), head);
            boolean dryRun = next.submission().dryRun();
            answers.add(
                    new Answer(
                            dryRun ? admitted.undone(head.state()) : admitted.outcome(),
                            next.then()));
            var change = admitted.change();
            if (change != null && !dryRun) {
                head = head.after(change, next.submission().author());
                changes.add(change);
                var keeping = keeping(change);
                awaited |= keeping == Keeping.DURABLE;
                if (keeping != Keeping.MEMORY) {
                    journaled.add(change);
                }
            }
        }
        awaited |= head.state().revision() > reserved;
        commit(changes, journaled, awaited, before, answers);
    }

    private static Keeping keeping(Change change) {
        return Behaviours.of(change.object()).keeping(change.before(), change.after());
    }

    private void commit(
            List<Change> changes,
            List<Change> journaled,
            boolean awaited,
            Head before,
            List<Answer> answers) {
        long reserve = changes.isEmpty() ? 0 : reserve();
        if (journaled.isEmpty() && reserve == 0) {
            publish(changes, answers);
            return;
        }
        var batch = new Journal.Batch(journaled, reserve, world.now().wall());
        if (awaited) {
            journaling = true;
            journal.append(
                    batch,
                    result ->
                            world.post(
                                    "journaled",
                                    () -> settle(result, batch, before, changes, answers)));
        } else {
            unawaited++;
            journal.append(
                    batch, result -> world.post("journaled", () -> settleUnawaited(result, batch)));
            publish(changes, answers);
        }
    }

    /// {@return up to which revision to reserve now; 0 when enough are reserved}
    private long reserve() {
        long revision = head.state().revision();
        if (revision + RESERVE / 2 <= reserving) {
            return 0;
        }
        reserving = revision + RESERVE;
        return reserving;
    }

    private void settle(
            Journal.Result result,
            Journal.Batch batch,
            Head before,
            List<Change> changes,
            List<Answer> answers) {
        journaling = false;
        switch (result) {
            case Journal.Result.Kept _ -> {
                reserved = Math.max(reserved, batch.reserved());
                publish(changes, answers);
            }
            case Journal.Result.Failed(var remedy) -> {
                head = before;
                becomeReadOnly(remedy);
                var refused = unavailable();
                answers.forEach(answer -> answer.then().accept(refused));
            }
        }
        arrange();
    }

    private void settleUnawaited(Journal.Result result, Journal.Batch batch) {
        unawaited--;
        switch (result) {
            case Journal.Result.Kept _ -> reserved = Math.max(reserved, batch.reserved());
            case Journal.Result.Failed(var remedy) -> becomeReadOnly(remedy);
        }
    }

    private void becomeReadOnly(String remedy) {
        reserving = reserved;
        if (trouble.isEmpty()) {
            world.after("probe the journal", PROBE_EVERY, this::probe);
        }
        trouble = remedy;
    }

    private void probe() {
        var batch =
                new Journal.Batch(List.of(), committed.revision() + RESERVE, world.now().wall());
        journal.append(batch, result -> world.post("probed", () -> probed(result, batch)));
    }

    private void probed(Journal.Result result, Journal.Batch batch) {
        switch (result) {
            case Journal.Result.Kept _ -> {
                trouble = "";
                reserved = Math.max(reserved, batch.reserved());
                reserving = reserved;
            }
            case Journal.Result.Failed(var remedy) -> {
                trouble = remedy;
                world.after("probe the journal", PROBE_EVERY, this::probe);
            }
        }
    }

    private void publish(List<Change> changes, List<Answer> answers) {
        if (!changes.isEmpty()) {
            committed = head.state();
            changes.forEach(admitter::published);
            publish.accept(List.copyOf(changes), committed);
        }
        answers.forEach(answer -> answer.then().accept(answer.outcome()));
    }
}
