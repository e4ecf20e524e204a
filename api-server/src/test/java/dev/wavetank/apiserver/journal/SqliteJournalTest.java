package dev.wavetank.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class SqliteJournalTest {
    private static final Kind<Generic> WIDGET =
            Kind.generic("example.io", "v1", "Widget", "widgets", false);

    @TempDir private Path folder;
    private final List<SqliteJournal> open = new ArrayList<>();

    private SqliteJournal open(Path where) {
        var journal = SqliteJournal.open(where, new EncodedObjects());
        open.add(journal);
        return journal;
    }

    @AfterEach
    void closeAll() {
        open.forEach(SqliteJournal::close);
    }

    private static Journal.Result append(
            Journal journal,
            Instant at,
            @Nullable Resource before,
            @Nullable Resource after,
            long revision) {
        var result = new CompletableFuture<Journal.Result>();
        journal.append(
                new Journal.Batch(List.of(new Change(revision, before, after)), 0, at),
                result::complete);
        return result.join();
    }

    private static Pod pod(String name, long revision) {
        var pod =
                Bench.object(
                        Pod.KIND, Bench.POD.replace("'name': 'web'", "'name': '" + name + "'"));
        return pod.withMeta(pod.meta().withResourceVersion(revision));
    }

    private static List<Resource> all(ClusterState state) {
        var all = new ArrayList<Resource>();
        state.kinds().forEach(kind -> all.addAll(state.table(kind).all()));
        return all;
    }

    /// What a killed process leaves: the files as they are at this moment.
    private Path copy() throws IOException {
        var to = Files.createTempDirectory(folder.getParent(), "killed");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    private long count(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("journal.sqlite"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    @Test
    void everythingAnsweredIsThereAfterAKill() throws IOException {
        var bench = new Bench(new AwaitedJournal(open(folder)));
        var first = bench.created(Pod.KIND, Bench.POD);
        bench.submit(Action.Bind.of(first, "n1"));
        var second = bench.created(Pod.KIND, Bench.POD.replace("'web'", "'other'"));
        bench.submit(Action.Delete.of(second));
        bench.created(WIDGET, "{'metadata': {'name': 'w'}, 'spec': {'size': 1.50, 'none': null}}");
        bench.submit(
                new Action.Emit(
                        Bench.object(
                                Event.KIND,
                                "{'involvedObject': {'namespace': 'default', 'name': 'web'},"
                                        + " 'reason': 'R', 'type': 'Normal'}")));

        var stored = open(copy()).load();

        assertThat(all(stored.state())).isEqualTo(all(bench.state()));
        assertThat(stored.last()).isEqualTo(bench.state().revision());
        assertThat(stored.state().revision()).isGreaterThanOrEqualTo(bench.state().revision());
        assertThat(stored.state().table(Pod.KIND).on("n1")).hasSize(1);
    }

    @Test
    void everyKillPointHoldsWhatWasAnsweredUntilThen() throws IOException {
        var bench = new Bench(new AwaitedJournal(open(folder)));
        for (int i = 0; i < 20; i++) {
            bench.created(Pod.KIND, Bench.POD.replace("'web'", "'p" + i + "'"));

            assertThat(all(open(copy()).load().state())).isEqualTo(all(bench.state()));
        }
    }

    @Test
    void aJournalThatWasClosedOpensAgain() {
        var journal = open(folder);
        append(journal, Bench.START, null, pod("a", 1), 1);
        journal.close();
        open.clear();

        assertThat(all(open(folder).load().state())).containsExactly(pod("a", 1));
    }

    @Test
    void reservedRevisionsAreSkippedByTheNextLife() {
        var journal = open(folder);
        var result = new CompletableFuture<Journal.Result>();
        journal.append(new Journal.Batch(List.of(), 500, Bench.START), result::complete);
        assertThat(result.join()).isEqualTo(new Journal.Result.Kept());

        assertThat(journal.load().state().revision()).isEqualTo(500);
        assertThat(journal.load().last()).isZero();
    }

    @Test
    void aBatchThatCannotBeKeptIsKeptInNoPart() {
        var journal = open(folder);
        append(journal, Bench.START, null, pod("a", 1), 1);
        var result = new CompletableFuture<Journal.Result>();
        journal.append(
                new Journal.Batch(
                        List.of(new Change(2, null, pod("b", 2)), new Change(1, null, pod("c", 1))),
                        0,
                        Bench.START),
                result::complete);

        assertThat(result.join()).isInstanceOf(Journal.Result.Failed.class);
        assertThat(all(journal.load().state())).containsExactly(pod("a", 1));
        assertThat(append(journal, Bench.START, null, pod("b", 2), 2))
                .isEqualTo(new Journal.Result.Kept());
    }

    @Test
    void aFolderHasOneServer() {
        open(folder);

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(JournalTrouble.class)
                .hasMessage(
                        "the data folder "
                                + folder
                                + " is in use by another server: stop that one first, or choose"
                                + " another folder");
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Files.writeString(
                folder.resolve("journal.sqlite"), "x".repeat(9000), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(JournalTrouble.class)
                .hasMessageContaining("journal.sqlite is damaged: restore it from a backup");
        Files.delete(folder.resolve("journal.sqlite"));
        assertThat(all(open(folder).load().state())).isEmpty();
    }

    @Test
    void aDamagedObjectIsNamed() throws SQLException {
        var journal = open(folder);
        append(journal, Bench.START, null, pod("a", 1), 1);
        journal.close();
        open.clear();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("journal.sqlite"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE rev SET value='{' WHERE rev=1");
        }

        assertThatThrownBy(() -> open(folder).load())
                .isInstanceOf(JournalTrouble.class)
                .hasMessageContaining("is damaged at revision 1 (pods/default/a:");
    }

    @Test
    void rowsThatWereSupersededAnHourAgoGo() throws SQLException {
        var journal = open(folder);
        append(journal, Bench.START, null, pod("a", 1), 1);
        append(journal, Bench.START, pod("a", 1), pod("a", 2), 2);
        append(journal, Bench.START, null, pod("b", 3), 3);
        append(journal, Bench.START, pod("b", 3), null, 4);
        var later = Bench.START.plus(Duration.ofMinutes(59));
        append(journal, later, pod("a", 2), pod("a", 5), 5);
        assertThat(count("SELECT count(*) FROM rev")).isEqualTo(5);

        append(journal, later.plus(Duration.ofMinutes(2)), null, pod("c", 6), 6);

        assertThat(count("SELECT count(*) FROM rev")).isEqualTo(3);
        assertThat(count("SELECT count(*) FROM rev WHERE rev IN (2, 5, 6)")).isEqualTo(3);
        assertThat(all(journal.load().state())).containsExactly(pod("a", 5), pod("c", 6));
        append(journal, later.plus(Duration.ofMinutes(62)), null, pod("d", 7), 7);
        assertThat(count("SELECT count(*) FROM rev WHERE rev=2")).isZero();
        assertThat(journal.load().last()).isEqualTo(7);
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        open(folder);

        assertThat(Files.getPosixFilePermissions(folder.resolve("journal.sqlite"))).hasSize(2);
    }
}
