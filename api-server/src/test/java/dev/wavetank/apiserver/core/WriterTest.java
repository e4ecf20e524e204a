package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class WriterTest {
    private static final String LEASE =
            "{'metadata': {'name': 'node-1', 'namespace': 'kube-node-lease'}, 'spec':"
                    + " {'holderIdentity': 'node-1', 'renewTime': '2026-01-01T00:00:00.000000Z'}}";

    private static final String EVENT =
            "{'involvedObject': {'kind': 'Pod', 'namespace': 'default', 'name': 'web', 'uid': 'u'},"
                    + " 'reason': 'Started', 'message': 'Started container c', 'type': 'Normal',"
                    + " 'source': {'component': 'kubelet'}}";

    private final HandJournal journal = new HandJournal();
    private final Bench bench = new Bench(journal);

    private Action.Create pod(String name) {
        return new Action.Create(
                object(Pod.KIND, POD.replace("'web'", "'" + name + "'")), List.of());
    }

    private List<Outcome> submitted(List<Action> actions) {
        var outcomes = new ArrayList<Outcome>();
        for (var action : actions) {
            bench.core.writes().submit(new Submission(action, "test", false), outcomes::add);
        }
        bench.run(Duration.ZERO);
        return outcomes;
    }

    private Lease renewed(Lease lease, String time) {
        var spec = lease.spec();
        return lease.withSpec(
                new LeaseSpec(
                        spec.holderIdentity(),
                        spec.leaseDurationSeconds(),
                        spec.acquireTime(),
                        new MicroTime(Instant.parse(time)),
                        spec.leaseTransitions(),
                        spec.rest()));
    }

    @Test
    void nothingIsSeenBeforeTheJournalHasIt() {
        journal.holds = true;
        var seen = new ArrayList<String>();
        bench.core.observe(commit -> seen.add("observer"));
        bench.core
                .watches()
                .open(
                        Interest.in(Query.all(Pod.KIND)),
                        bench.state().revision(),
                        () -> seen.add("watch"));

        var outcomes = submitted(List.of(pod("a")));
        assertThat(outcomes).isEmpty();
        assertThat(seen).isEmpty();
        assertThat(bench.state().table(Pod.KIND).size()).isZero();

        journal.answer();
        bench.run(Duration.ZERO);
        assertThat(outcomes).hasSize(1);
        assertThat(seen).containsExactly("watch", "observer");
        assertThat(bench.state().table(Pod.KIND).size()).isEqualTo(1);
    }

    @Test
    void whatWaitsForTheJournalIsTheNextBatch() {
        journal.holds = true;
        journal.batches.clear();

        var outcomes = submitted(List.of(pod("a")));
        submitted(List.of(pod("b"), pod("c")));
        assertThat(journal.batches).hasSize(1);

        journal.answer();
        bench.run(Duration.ZERO);
        assertThat(outcomes).hasSize(1);
        assertThat(journal.batches).hasSize(2);
        assertThat(journal.batches.getLast().changes()).hasSize(2);
    }

    @Test
    void aLaterActionOfABatchSeesTheEarlierOnes() {
        var outcomes = submitted(List.of(pod("a"), pod("a")));

        accepted(Pod.KIND, outcomes.getFirst());
        assertThat(refused(outcomes.getLast())).startsWith("AlreadyExists");
    }

    @Test
    void aFailedCommitIsTakenBackAndTheServerStaysUp() {
        journal.trouble = "the disk is full: free some space";
        var before = bench.state();

        var outcomes = submitted(List.of(pod("a"), pod("b")));

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(refused(outcome))
                                .isEqualTo(
                                        "ServiceUnavailable: the disk is full: free some"
                                                + " space"));
        assertThat(bench.state()).isSameAs(before);
        assertThat(refused(submitted(List.of(pod("c"))).getFirst()))
                .startsWith("ServiceUnavailable");
    }

    @Test
    void aProbeThatSucceedsEndsTheReadOnlyTime() {
        journal.trouble = "the disk is full";
        submitted(List.of(pod("a")));
        bench.run(Duration.ofSeconds(30));
        assertThat(refused(submitted(List.of(pod("a"))).getFirst()))
                .startsWith("ServiceUnavailable");

        journal.trouble = "";
        bench.run(Duration.ofSeconds(5));

        var revision = bench.state().revision();
        var stored = accepted(Pod.KIND, submitted(List.of(pod("a"))).getFirst());
        assertThat(stored.meta().resourceVersion()).isEqualTo(revision + 1);
    }

    @Test
    void moreThanSoManyWaitingWritesAreTurnedAway() {
        journal.holds = true;
        submitted(List.of(pod("first")));
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 4097; i++) {
            bench.core.writes().submit(new Submission(pod("p" + i), "test", false), outcomes::add);
        }
        bench.run(Duration.ZERO);

        assertThat(outcomes)
                .containsExactly(new Outcome.NotSent("4096 writes are waiting already"));
        journal.holds = false;
        journal.answer();
        bench.run(Duration.ZERO);
        assertThat(outcomes).hasSize(4097);
        assertThat(bench.state().table(Pod.KIND).size()).isEqualTo(4097);
    }

    @Test
    void nobodyWaitsForEventsToBeJournaled() {
        journal.holds = true;
        journal.batches.clear();

        var outcomes = submitted(List.of(new Action.Emit(object(Event.KIND, EVENT))));

        assertThat(outcomes).hasSize(1);
        assertThat(bench.state().table(Event.KIND).size()).isEqualTo(1);
        assertThat(journal.batches).hasSize(1);
    }

    @Test
    void leaseRenewalsAreNotJournaledAndNoRevisionIsGivenTwice() {
        var lease = bench.created(Lease.KIND, LEASE);
        journal.batches.clear();

        var stored = accepted(Lease.KIND, bench.update(renewed(lease, "2026-01-01T00:00:10Z")));
        assertThat(journal.batches).isEmpty();
        assertThat(stored.meta().resourceVersion()).isGreaterThan(lease.meta().resourceVersion());

        bench.restart();
        assertThat(bench.get(Lease.KIND, "kube-node-lease", "node-1")).isEqualTo(lease);
        assertThat(bench.state().revision())
                .isGreaterThanOrEqualTo(stored.meta().resourceVersion());
    }

    @Test
    void aLeaseThatChangesHandsIsJournaled() {
        var lease = bench.created(Lease.KIND, LEASE);
        journal.batches.clear();

        bench.update(
                object(
                        Lease.KIND,
                        LEASE.replace("'holderIdentity': 'node-1'", "'holderIdentity': 'x'")));

        assertThat(journal.batches).hasSize(1);
        bench.restart();
        assertThat(bench.get(Lease.KIND, "kube-node-lease", "node-1").spec().holderIdentity())
                .isEqualTo("x");
        assertThat(bench.get(Lease.KIND, "kube-node-lease", "node-1").meta().uid())
                .isEqualTo(lease.meta().uid());
    }

    @Test
    void revisionsAreReservedBeforeTheyRunOut() {
        var lease = bench.created(Lease.KIND, LEASE);
        for (int i = 0; i < 25_000; i++) {
            var time = Bench.START.plusMillis(i + 1).toString();
            bench.core
                    .writes()
                    .submit(
                            new Submission(
                                    new Action.Update(
                                            renewed(lease, time)
                                                    .withMeta(lease.meta().withResourceVersion(0)),
                                            List.of()),
                                    "x",
                                    false),
                            _ -> {});
            if (i % 1000 == 0) {
                bench.run(Duration.ZERO);
            }
        }
        bench.run(Duration.ZERO);
        long seen = bench.state().revision();
        assertThat(seen).isGreaterThan(25_000);

        bench.restart();

        assertThat(bench.state().revision()).isGreaterThanOrEqualTo(seen);
    }

    @Test
    void aBugInOneActionLeavesTheOthersAlone() {
        var broken = new Action.Create(new BrokenObject(), List.of());
        var outcomes = new ArrayList<Outcome>();
        bench.core.writes().submit(new Submission(broken, "x", false), outcomes::add);
        bench.core.writes().submit(new Submission(pod("a"), "x", false), outcomes::add);

        assertThatThrownBy(() -> bench.run(Duration.ZERO)).hasMessage("a bug");
        bench.run(Duration.ZERO);

        assertThat(refused(outcomes.getFirst()))
                .isEqualTo("InternalError: Internal error occurred: a bug");
        accepted(Pod.KIND, outcomes.getLast());
    }

    @Test
    void aNewLifeHasTheStateAndDrawsOtherNames() {
        var first = bench.created(Pod.KIND, POD.replace("'name': 'web'", "'generateName': 'web-'"));
        var before = bench.state().tables();

        bench.restart();

        assertThat(bench.state().table(Pod.KIND).all())
                .containsExactlyElementsOf(
                        List.of(bench.get(Pod.KIND, "default", first.meta().name())));
        assertThat(bench.state().tables().keySet()).isEqualTo(before.keySet());
        assertThat(bench.state().table(Namespace.KIND).size()).isEqualTo(4);
        var second =
                bench.created(Pod.KIND, POD.replace("'name': 'web'", "'generateName': 'web-'"));
        assertThat(second.meta().uid()).isNotEqualTo(first.meta().uid());
        assertThat(second.meta().name()).isNotEqualTo(first.meta().name());
    }

    @Test
    void whatACrashCutsOffIsNeverAnswered() {
        journal.holds = true;
        var outcomes = submitted(List.of(pod("a")));
        bench.core.close();

        journal.answer();
        bench.run(Duration.ofSeconds(1));

        assertThat(outcomes).isEmpty();
    }
}
