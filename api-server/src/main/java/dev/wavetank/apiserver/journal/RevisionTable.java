package dev.wavetank.apiserver.journal;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The append-only table of revisions in the database, in SQL. One row per change; the newest row
/// of a key is what is there.
final class RevisionTable implements AutoCloseable {
    /// Raised when the tables change in a way that older versions cannot read.
    private static final int SCHEMA = 1;

    private final Path file;
    private final EncodedObjects encoded;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement remember;

    RevisionTable(Path file, EncodedObjects encoded) throws SQLException {
        this.file = file;
        this.encoded = encoded;
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            prepare();
            insert =
                    connection.prepareStatement(
                            "INSERT INTO rev(rev, key, deleted, at, value) VALUES(?, ?, ?, ?, ?)");
            remember =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO meta(name, value) VALUES(?, ?)");
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private void prepare() throws SQLException {
        execute("PRAGMA page_size=8192");
        execute("PRAGMA journal_mode=WAL");
        // A commit is on the disk when it returns, also when the power fails.
        execute("PRAGMA synchronous=FULL");
        execute("PRAGMA wal_autocheckpoint=1000");
        execute("PRAGMA cache_size=-65536");
        checkSchema();
        execute(
                "CREATE TABLE IF NOT EXISTS rev(rev INTEGER PRIMARY KEY, key TEXT NOT NULL, deleted"
                        + " INTEGER NOT NULL, at INTEGER NOT NULL, value BLOB)");
        execute("CREATE UNIQUE INDEX IF NOT EXISTS rev_key ON rev(key, rev)");
        execute("CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL)");
        connection.setAutoCommit(false);
    }

    private void checkSchema() throws SQLException {
        long found = number("PRAGMA user_version");
        if (found > SCHEMA) {
            throw new JournalTrouble(
                    "the journal " + file + " was written by a newer version: use that one");
        }
        execute("PRAGMA user_version=" + SCHEMA);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    long remembered(String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    void remember(String name, long value) throws SQLException {
        remember.setString(1, name);
        remember.setLong(2, value);
        remember.executeUpdate();
    }

    /// {@return the state that the rows come to}
    Journal.Stored load() throws SQLException {
        var state = ClusterState.EMPTY;
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT rev, key, value FROM rev WHERE rev IN (SELECT max(rev) FROM"
                                        + " rev GROUP BY key) AND deleted=0 ORDER BY rev")) {
            while (rows.next()) {
                long revision = rows.getLong(1);
                var object = decode(revision, rows.getString(2), rows.getBytes(3));
                state = state.apply(new Change(revision, null, object), "");
            }
        }
        long last = Math.max(number("SELECT max(rev) FROM rev"), remembered("compacted"));
        long revision = Math.max(last, remembered("reserved"));
        connection.commit();
        return new Journal.Stored(new ClusterState(revision, state.tables()), last);
    }

    private Resource decode(long revision, String key, byte[] value) {
        try {
            if (JsonText.read(value) instanceof Json.Obj tree) {
                String[] path = key.split("/", -1);
                int dot = path[0].indexOf('.');
                String apiVersion = tree.text("apiVersion");
                return Kinds.of(
                                dot < 0 ? "" : path[0].substring(dot + 1),
                                apiVersion.substring(apiVersion.indexOf('/') + 1),
                                tree.text("kind"),
                                dot < 0 ? path[0] : path[0].substring(0, dot),
                                path.length > 2)
                        .read(tree);
            }
        } catch (Malformed malformed) {
            throw unreadable(revision, key, malformed);
        }
        throw unreadable(revision, key, new Malformed("not an object"));
    }

    private JournalTrouble unreadable(long revision, String key, Malformed why) {
        return new JournalTrouble(
                "the journal "
                        + file
                        + " is damaged at revision "
                        + revision
                        + " ("
                        + key
                        + ": "
                        + why.getMessage()
                        + "): restore it from a backup, or delete it to start with an empty"
                        + " cluster",
                why);
    }

    /// Adds batches, all or none. After an error the table must be closed, which takes back what
    /// was begun.
    ///
    /// @return how many bytes of objects that were
    long append(List<Journal.Batch> batches) throws SQLException {
        long bytes = 0;
        for (var batch : batches) {
            for (var change : batch.changes()) {
                bytes += add(change, batch.at().toEpochMilli());
            }
            if (batch.reserved() != 0) {
                remember("reserved", batch.reserved());
            }
        }
        insert.executeBatch();
        connection.commit();
        return bytes;
    }

    private int add(Change change, long at) throws SQLException {
        var after = change.after();
        byte[] value = after == null ? new byte[0] : encoded.bytes(after);
        insert.setLong(1, change.revision());
        insert.setString(2, change.ref().toString());
        insert.setInt(3, after == null ? 1 : 0);
        insert.setLong(4, at);
        insert.setBytes(5, value);
        insert.addBatch();
        return value.length;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
