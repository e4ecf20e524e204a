package dev.wavetank.apiserver.journal;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Keeps changes in a SQLite database, `journal.sqlite` in the data folder: durable before the
/// answer, readable with the sqlite3 shell.
///
/// One thread writes. All batches that wait when it begins become one transaction, so the cost of
/// reaching the disk is shared.
public final class SqliteJournal implements Journal, AutoCloseable {
    /// A file that its owner alone can read, since it holds secrets.
    private static final String PERMISSIONS = "rw-------";

    private final Path file;
    private final FolderLock lock;
    private final EncodedObjects encoded;

    /// The open database; null after an error, until it is opened anew: then it is certain that
    /// nothing is left half done.
    private @Nullable Database database;

    private final LinkedBlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /// What the thread is asked to do.
    private sealed interface Job {
        record Append(Batch batch, Consumer<Result> then) implements Job {}

        record Load(CompletableFuture<Stored> stored) implements Job {}

        record End() implements Job {}
    }

    private record Database(RevisionTable table, Compaction compaction) {
        static Database open(Path file, EncodedObjects encoded) throws SQLException {
            var table = new RevisionTable(file, encoded);
            try {
                return new Database(table, new Compaction(table));
            } catch (SQLException | RuntimeException failed) {
                table.close();
                throw failed;
            }
        }
    }

    private SqliteJournal(Path file, FolderLock lock, EncodedObjects encoded) throws SQLException {
        this.file = file;
        this.lock = lock;
        this.encoded = encoded;
        database = Database.open(file, encoded);
        thread = Thread.ofPlatform().name("journal").daemon(true).unstarted(this::work);
    }

    /// Opens the journal in a folder, which is created when it is not there.
    ///
    /// @throws JournalTrouble when it cannot be used: in use, damaged, not writable, disk full
    public static SqliteJournal open(Path folder, EncodedObjects encoded) {
        var file = folder.resolve("journal.sqlite");
        try {
            Files.createDirectories(folder);
            var lock = FolderLock.of(folder);
            try {
                var journal = open(file, lock, encoded);
                journal.thread.start();
                return journal;
            } catch (SQLException | IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new JournalTrouble(
                    "the data folder "
                            + folder
                            + " cannot be used: check that you own it and that the disk has space ("
                            + failed
                            + ")",
                    failed);
        } catch (SQLException failed) {
            throw new JournalTrouble(Remedies.of(file, failed), failed);
        }
    }

    private static SqliteJournal open(Path file, FolderLock lock, EncodedObjects encoded)
            throws SQLException, IOException {
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(PERMISSIONS)));
        }
        return new SqliteJournal(file, lock, encoded);
    }

    /// @throws JournalTrouble when the journal is damaged
    @Override
    public Stored load() {
        var stored = new CompletableFuture<Stored>();
        queue.add(new Job.Load(stored));
        try {
            return stored.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof JournalTrouble trouble ? trouble : failed;
        }
    }

    @Override
    public void append(Batch batch, Consumer<Result> then) {
        queue.add(new Job.Append(batch, then));
    }

    private void work() {
        var jobs = new ArrayList<Job>();
        var appends = new ArrayList<Job.Append>();
        while (true) {
            jobs.clear();
            try {
                jobs.add(queue.take());
            } catch (InterruptedException ended) {
                return;
            }
            queue.drainTo(jobs);
            for (var job : jobs) {
                switch (job) {
                    case Job.Append append -> appends.add(append);
                    case Job.Load(var stored) -> {
                        append(appends);
                        load(stored);
                    }
                    case Job.End _ -> {
                        append(appends);
                        return;
                    }
                }
            }
            append(appends);
        }
    }

    private void append(List<Job.Append> appends) {
        if (appends.isEmpty()) {
            return;
        }
        var result = write(appends.stream().map(Job.Append::batch).toList());
        appends.forEach(append -> append.then().accept(result));
        appends.clear();
    }

    private Database opened() throws SQLException {
        if (database == null) {
            database = Database.open(file, encoded);
        }
        return database;
    }

    private void abandon(SQLException because) {
        try {
            if (database != null) {
                database.table().close();
            }
        } catch (SQLException also) {
            because.addSuppressed(also);
        }
        database = null;
    }

    private Result write(List<Batch> batches) {
        long bytes;
        try {
            bytes = opened().table().append(batches);
        } catch (SQLException failed) {
            abandon(failed);
            return new Result.Failed(Remedies.of(file, failed));
        }
        try {
            int rows = batches.stream().mapToInt(batch -> batch.changes().size()).sum();
            opened().compaction().appended(rows, bytes, batches.getLast().at());
        } catch (SQLException failed) {
            // The batches are kept. Whatever is wrong meets the next one, whose sender is told.
            abandon(failed);
        }
        return new Result.Kept();
    }

    private void load(CompletableFuture<Stored> stored) {
        try {
            stored.complete(opened().table().load());
        } catch (SQLException failed) {
            abandon(failed);
            stored.completeExceptionally(new JournalTrouble(Remedies.of(file, failed), failed));
        } catch (JournalTrouble damaged) {
            stored.completeExceptionally(damaged);
        }
    }

    /// Writes what waits, and lets go of the folder.
    @Override
    public void close() {
        queue.add(new Job.End());
        try {
            thread.join();
            if (database != null) {
                database.table().close();
            }
            lock.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException failed) {
            throw new JournalTrouble("the journal " + file + " did not close cleanly", failed);
        }
    }
}
