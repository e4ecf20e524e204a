package dev.wavetank.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

class RevisionTableTest {
    @TempDir private Path folder;

    private static List<Journal.Batch> pod(long revision) {
        var pod = Bench.object(Pod.KIND, Bench.POD.replace("'web'", "'p" + revision + "'"));
        var stored = pod.withMeta(pod.meta().withResourceVersion(revision));
        return List.of(
                new Journal.Batch(
                        List.of(new Change(revision, null, stored)), revision + 10, Bench.START));
    }

    @Test
    void aFullDiskIsNamedAndItGoesOnOnceThereIsSpace() throws SQLException {
        var file = folder.resolve("journal.sqlite");
        long revision = 0;
        SQLException full = null;
        try (var table = new RevisionTable(file, new EncodedObjects())) {
            table.execute("PRAGMA max_page_count=20");
            while (full == null && revision < 1000) {
                revision++;
                try {
                    table.append(pod(revision));
                } catch (SQLException failed) {
                    full = failed;
                }
            }
        }
        assertThat(Remedies.of(file, Objects.requireNonNull(full)))
                .isEqualTo("the disk is full: free some space for the journal " + file);

        try (var table = new RevisionTable(file, new EncodedObjects())) {
            assertThat(table.load().last()).isEqualTo(revision - 1);
            table.append(pod(revision));
            assertThat(table.load().last()).isEqualTo(revision);
        }
    }

    @Test
    void aBoundOnItsSizeTakesSupersededRowsBeforeTheirTime() throws SQLException {
        try (var table =
                new RevisionTable(folder.resolve("journal.sqlite"), new EncodedObjects())) {
            var compaction = new Compaction(table, 2_000);
            var pod = Bench.object(Pod.KIND, Bench.POD);
            for (long revision = 1; revision <= 2_001; revision++) {
                var stored = pod.withMeta(pod.meta().withResourceVersion(revision));
                long bytes =
                        table.append(
                                List.of(
                                        new Journal.Batch(
                                                List.of(new Change(revision, null, stored)),
                                                0,
                                                Bench.START)));
                compaction.appended(1, bytes, Bench.START);
            }

            assertThat(table.remembered("compacted")).isBetween(1_900L, 1_999L);
            assertThat(table.load().state().table(Pod.KIND).size()).isEqualTo(1);
        }
    }

    @Test
    void aJournalOfANewerVersionIsRefused() throws SQLException {
        var file = folder.resolve("journal.sqlite");
        try (var table = new RevisionTable(file, new EncodedObjects())) {
            table.connection().commit();
            table.execute("PRAGMA user_version=2");
            table.connection().commit();
        }

        assertThatThrownBy(() -> new RevisionTable(file, new EncodedObjects()))
                .isInstanceOf(JournalTrouble.class)
                .hasMessage(
                        "the journal " + file + " was written by a newer version: use that one");
    }
}
