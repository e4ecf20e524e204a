package dev.wavetank.cluster.election;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

final class ElectionTest {
    private static final Ref OF = Lease.KIND.ref("kube-system", "kube-scheduler");
    private static final Time START = new Time(Instant.parse("2026-01-01T00:00:00Z"), 0);

    private static Time at(double seconds) {
        return START.plus(Duration.ofMillis((long) (seconds * 1000)));
    }

    private static Lease written(Election.Step step) {
        return switch (step.action()) {
            case Action.Create(Lease lease, _) -> lease;
            case Action.Update(Lease lease, _, _) -> lease;
            case null -> throw new AssertionError("nothing is written");
            default -> throw new AssertionError(step.action());
        };
    }

    /// What another candidate wrote.
    private static Lease held(String holder, Time when, int version) {
        var other = Election.start(OF, holder).saw(null, when).step(when);
        Lease lease = written(other);
        return lease.withMeta(lease.meta().withResourceVersion(version));
    }

    private static Election leader(String identity) {
        var step = Election.start(OF, identity).saw(null, at(0)).step(at(0));
        return answered(step, at(0));
    }

    private static Election answered(Election.Step step, Time when) {
        var outcome = new Outcome.Accepted(1, written(step), false);
        return step.next().answered(step.next().tries(), outcome, when);
    }

    private static @Nullable Integer transitions(Lease lease) {
        return lease.spec().leaseTransitions();
    }

    @Test
    void nothingIsTriedBeforeTheLeaseWasLookedAt() {
        assertThat(Election.start(OF, "a").step(at(100)).action()).isNull();
    }

    @Test
    void aLeaseThatIsNotThereIsMadeAtOnce() {
        var step = Election.start(OF, "a").saw(null, at(0)).step(at(0));

        assertThat(step.action()).isInstanceOf(Action.Create.class);
        assertThat(written(step).spec().holderIdentity()).isEqualTo("a");
        assertThat(written(step).spec().leaseDurationSeconds()).isEqualTo(15);
        assertThat(transitions(written(step))).isZero();
        assertThat(step.next().leading()).isFalse();
        assertThat(answered(step, at(0)).leading()).isTrue();
    }

    @Test
    void aLeaseIsTakenOverFifteenSecondsAfterItWasLastSeenToChangeWhateverItsTimesSay() {
        var yearsAhead = START.plus(Duration.ofDays(3000));
        var seen = Election.start(OF, "a").saw(held("b", yearsAhead, 1), at(0));
        seen = seen.saw(held("b", yearsAhead.plus(Duration.ofSeconds(2)), 2), at(7));

        assertThat(seen.step(at(21.9)).action()).isNull();
        assertThat(seen.step(at(10)).wakeAt()).isEqualTo(at(22));
        var step = seen.step(at(22));

        assertThat(written(step).spec().holderIdentity()).isEqualTo("a");
        assertThat(transitions(written(step))).isEqualTo(1);
        assertThat(written(step).meta().resourceVersion()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsSeenAgainUnchangedGivesNoMoreTime() {
        var seen = Election.start(OF, "a").saw(held("b", START, 1), at(0));
        seen = seen.saw(held("b", START, 1), at(14));

        assertThat(seen.step(at(15)).action()).isNotNull();
    }

    @Test
    void aLeaderRenewsEveryTwoSecondsAndKeepsWhenItAcquired() {
        var leader = leader("a");
        assertThat(leader.step(at(1.9)).action()).isNull();
        assertThat(leader.step(at(0.1)).wakeAt()).isEqualTo(at(2));

        var step = leader.step(at(2));

        var spec = written(step).spec();
        assertThat(Objects.requireNonNull(spec.acquireTime()).instant()).isEqualTo(START.wall());
        assertThat(Objects.requireNonNull(spec.renewTime()).instant()).isEqualTo(at(2).wall());
        assertThat(transitions(written(step))).isZero();
    }

    @Test
    void aLeaderThatCannotRenewTriesForTenSecondsAndLeadsNoLonger() {
        var election = leader("a");
        for (int second = 2; second < 12; second += 2) {
            var step = election.step(at(second));
            assertThat(step.action()).as("at %s s", second).isNotNull();
            election =
                    step.next()
                            .answered(step.next().tries(), new Outcome.NotSent("down"), at(second));
        }
        assertThat(election.step(at(11.9)).next().leading()).isTrue();

        assertThat(election.step(at(12)).next().leading()).isFalse();
    }

    @Test
    void aLeaderWhoseAnswersNeverComeLeadsNoLongerAfterTenSeconds() {
        var election = leader("a").step(at(2)).next();

        assertThat(election.step(at(6.9)).action()).isNull();
        var again = election.step(at(7));
        assertThat(again.action()).isNotNull();
        assertThat(again.wakeAt()).isEqualTo(at(12));
        assertThat(again.next().step(at(12)).next().leading()).isFalse();
    }

    @Test
    void aRenewalInBetweenGivesTheLeaderTenSecondsAnew() {
        var step = leader("a").step(at(2));
        var failed =
                step.next()
                        .answered(step.next().tries(), new Outcome.Stale("old"), at(2))
                        .step(at(4));
        var renewed = answered(failed, at(4));

        var tried = renewed.step(at(6)).next();

        assertThat(tried.step(at(15.9)).next().leading()).isTrue();
        assertThat(tried.step(at(16)).next().leading()).isFalse();
    }

    @Test
    void aLeaderThatSeesAnotherHoldTheLeaseLeadsNoLonger() {
        assertThat(leader("a").saw(held("b", START, 5), at(1)).leading()).isFalse();
    }

    @Test
    void aLeaseThatOnesLostAnswerTookIsRenewedBeforeOneLeads() {
        var step = Election.start(OF, "a").saw(null, at(0)).step(at(0));
        var lost =
                step.next()
                        .answered(
                                step.next().tries(),
                                new Outcome.Unknown("cut", Duration.ZERO),
                                at(1))
                        .saw(held("a", START, 1), at(1));
        assertThat(lost.leading()).isFalse();

        var again = lost.step(at(3));

        assertThat(transitions(written(again))).isZero();
        assertThat(answered(again, at(3)).leading()).isTrue();
    }

    @Test
    void anAnswerToATryThatWasGivenUpChangesNothing() {
        var step = leader("a").step(at(2));
        var anew = step.next().step(at(12)).next().anew("a2");

        var late =
                anew.answered(
                        step.next().tries(), new Outcome.Accepted(9, written(step), false), at(13));

        assertThat(late).isEqualTo(anew);
    }

    @Test
    void aNewIdentityWaitsForTheLeaseThatItsOldOneLeft() {
        var anew = leader("a").step(at(2)).next().step(at(12)).next().anew("a2");

        assertThat(anew.step(at(14.9)).action()).isNull();
        assertThat(written(anew.step(at(15))).spec().holderIdentity()).isEqualTo("a2");
    }

    @Test
    void aReleasedLeaseIsTakenAtOnce() {
        var release = leader("a").release(at(3));
        assertThat(release).isInstanceOf(Action.Update.class);
        var free = ((Action.Update) Objects.requireNonNull(release)).object();

        var other = Election.start(OF, "b").saw((Lease) free, at(3));

        assertThat(transitions(written(other.step(at(3))))).isEqualTo(1);
    }

    @Test
    void whoDoesNotHoldTheLeaseReleasesNothing() {
        var other = Election.start(OF, "b").saw(held("a", START, 1), at(0));

        assertThat(other.release(at(1))).isNull();
    }

    @Test
    void eachActionButAnEventExpectsThatTheLeaseIsHeld() {
        var held = new dev.wavetank.cluster.state.Expect.Holds(OF, "a");
        var lease = held("a", START, 1);

        assertThat(new Action.Create(lease, List.of()).expecting(held).expects())
                .containsExactly(held);
        assertThat(Action.Delete.of(lease).expecting(held).expects()).containsExactly(held);
    }
}
