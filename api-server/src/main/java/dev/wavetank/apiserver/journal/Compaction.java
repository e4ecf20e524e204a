package dev.wavetank.apiserver.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Takes rows away that newer ones of their key have superseded: when that is an hour ago, or when
/// the rows since come to more than 256 MB.
///
/// It walks the revisions once, in order: at each row it deletes the older rows of its key, and the
/// row itself when it says that the object is gone. After an error its table must be closed.
final class Compaction {
    private static final Duration KEEP = Duration.ofHours(1);
    private static final long BYTES_MAX = 256L << 20;

    /// How often it is looked for something to do, in the time of the batches.
    private static final Duration EVERY = Duration.ofSeconds(10);

    /// How many rows beyond twice those written are walked at a time, to catch up.
    private static final int CATCH_UP = 1000;

    private final RevisionTable table;
    private final long bytesMax;
    private long compacted;
    private long bytesSince;
    private int rowsSince;
    private Instant next = Instant.MIN;

    private record Row(long revision, String key, boolean deleted, int bytes) {}

    Compaction(RevisionTable table) throws SQLException {
        this(table, BYTES_MAX);
    }

    Compaction(RevisionTable table, long bytesMax) throws SQLException {
        this.table = table;
        this.bytesMax = bytesMax;
        compacted = table.remembered("compacted");
        try (var statement =
                table.connection()
                        .prepareStatement("SELECT total(length(value)) FROM rev WHERE rev > ?")) {
            statement.setLong(1, compacted);
            try (var rows = statement.executeQuery()) {
                bytesSince = rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /// Notes what was appended, and goes on when it is time.
    void appended(int rows, long bytes, Instant now) throws SQLException {
        rowsSince += rows;
        bytesSince += bytes;
        if (rowsSince >= CATCH_UP || !now.isBefore(next)) {
            next = now.plus(EVERY);
            int most = 2 * rowsSince + CATCH_UP;
            rowsSince = 0;
            walk(most, now.minus(KEEP));
        }
    }

    private void walk(int most, Instant until) throws SQLException {
        var rows = due(most, until);
        if (rows.isEmpty()) {
            return;
        }
        try (var older =
                        table.connection()
                                .prepareStatement("DELETE FROM rev WHERE key=? AND rev<?");
                var itself = table.connection().prepareStatement("DELETE FROM rev WHERE rev=?")) {
            for (var row : rows) {
                older.setString(1, row.key());
                older.setLong(2, row.revision());
                older.executeUpdate();
                if (row.deleted()) {
                    itself.setLong(1, row.revision());
                    itself.executeUpdate();
                }
            }
            long reached = rows.getLast().revision();
            table.remember("compacted", reached);
            table.connection().commit();
            compacted = reached;
            bytesSince -= rows.stream().mapToLong(Row::bytes).sum();
        }
    }

    private List<Row> due(int most, Instant until) throws SQLException {
        var due = new ArrayList<Row>();
        long bytes = bytesSince;
        try (var statement =
                table.connection()
                        .prepareStatement(
                                "SELECT rev, key, deleted, length(value), at FROM rev WHERE rev > ?"
                                        + " ORDER BY rev LIMIT ?")) {
            statement.setLong(1, compacted);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()
                        && (bytes > bytesMax || rows.getLong(5) <= until.toEpochMilli())) {
                    due.add(
                            new Row(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getInt(3) == 1,
                                    rows.getInt(4)));
                    bytes -= rows.getInt(4);
                }
            }
        }
        return due;
    }
}
