package dev.wavetank.apiserver.managed;

import static dev.wavetank.apiserver.managed.RandomObjects.FORMS;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

/// What holds for whatever is applied to whatever, found with objects that a seed draws.
class RandomApplyTest {
    private static final int ROUNDS = 60;
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
    private static final List<Type> TYPES =
            List.of(
                    RandomObjects.type("core.v1.PodSpec"),
                    RandomObjects.type("core.v1.ServiceSpec"),
                    RandomObjects.type("core.v1.NodeStatus"),
                    RandomObjects.type("apps.v1.DeploymentSpec"));
    private static final Owner ME = Owner.applying("me", "");
    private static final Owner YOU = Owner.applying("you", "");

    private interface Law {
        void holds(Type type, Json.Obj one, Json.Obj other);
    }

    private static void forAll(long seed, Law law) {
        var random = new RandomObjects(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Type type = TYPES.get(i % TYPES.size());
            law.holds(type, random.draw(type), random.draw(type));
        }
    }

    private static FieldSet owned(Json.Obj tree, Type type) {
        return Owned.of(tree, type, FORMS);
    }

    private static Applying.Result apply(
            Type type, Json.Obj live, Json.Obj config, ManagedFields managed, Owner by) {
        var tracking = new Tracking(FORMS, type, Scope.ALL, NOW);
        return new Applying(tracking, live, config, managed, by, "v1").result();
    }

    private static ManagedFields byAUser(Type type, Json.Obj live) {
        return new Tracking(FORMS, type, Scope.ALL, NOW)
                .written(
                        Json.Obj.EMPTY,
                        live,
                        ManagedFields.NONE,
                        Owner.updating("user", "v1", ""),
                        "v1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void setsObeyTheirLaws(long seed) {
        forAll(
                seed,
                (type, one, other) -> {
                    FieldSet a = owned(one, type);
                    FieldSet b = owned(other, type);
                    assertThat(FieldSet.read(a.json())).isEqualTo(a);
                    assertThat(a.union(b)).isEqualTo(b.union(a));
                    assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
                    assertThat(a.minus(b).union(a.intersection(b))).isEqualTo(a);
                    assertThat(a.minus(b).intersection(b).isEmpty()).isTrue();
                    assertThat(a.union(b).minus(b)).isEqualTo(a.minus(b));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aComparisonReadBackwardsSwapsWhatCameAndWent(long seed) {
        forAll(
                seed,
                (type, one, other) -> {
                    var there = Comparison.of(one, other, type, FORMS);
                    var back = Comparison.of(other, one, type, FORMS);
                    assertThat(there.added()).isEqualTo(back.removed());
                    assertThat(there.modified()).isEqualTo(back.modified());
                    assertThat(Comparison.of(one, one, type, FORMS).changed().isEmpty()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsAppliedIsThereAndNothingElseIsLost(long seed) {
        forAll(
                seed,
                (type, live, config) -> {
                    Json.Obj merged = Merging.merge(live, config, type, FORMS);
                    assertThat(owned(config, type).minus(owned(merged, type)).paths()).isEmpty();
                    assertThat(Merging.merge(merged, config, type, FORMS)).isEqualTo(merged);
                    assertThat(Comparison.of(live, merged, type, FORMS).removed().isEmpty())
                            .isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoAppliesNothingAnyMoreLeavesTheRestAsItWas(long seed) {
        forAll(
                seed,
                (type, live, config) -> {
                    var managed = byAUser(type, live);
                    // Only what is new, so that nobody loses anything by it.
                    var added =
                            Comparison.of(
                                            live,
                                            Merging.merge(live, config, type, FORMS),
                                            type,
                                            FORMS)
                                    .added();
                    var rest = owned(config, type).minus(added);
                    Json.Obj extra = Removal.remove(config, rest, type, FORMS);
                    var with = apply(type, live, extra, managed, ME);
                    var without = apply(type, with.tree(), Json.Obj.EMPTY, with.managed(), ME);
                    assertThat(Comparison.of(live, without.tree(), type, FORMS).changed().paths())
                            .isEmpty();
                    assertThat(without.managed().entries()).doesNotContainKey(ME);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void applyingTwiceIsApplyingOnce(long seed) {
        forAll(
                seed,
                (type, live, config) -> {
                    var once = apply(type, live, config, byAUser(type, live), ME);
                    var twice = apply(type, once.tree(), config, once.managed(), ME);
                    assertThat(twice.tree()).isEqualTo(once.tree());
                    assertThat(twice.managed()).isEqualTo(once.managed());
                    assertThat(twice.conflicts().isEmpty()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobodyChangesWhatAnotherAppliesWithoutAConflict(long seed) {
        forAll(
                seed,
                (type, mine, yours) -> {
                    var first = apply(type, Json.Obj.EMPTY, mine, ManagedFields.NONE, ME);
                    var second = apply(type, first.tree(), yours, first.managed(), YOU);
                    FieldSet changed =
                            Comparison.of(first.tree(), second.tree(), type, FORMS).changed();
                    FieldSet lost = owned(mine, type).intersection(changed);
                    assertThat(second.conflicts().isEmpty()).isEqualTo(lost.isEmpty());
                    var third = apply(type, second.tree(), mine, second.managed(), ME);
                    assertThat(third.conflicts().fields().keySet()).isSubsetOf(YOU);
                });
    }
}
