package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.Trace;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What `kubectl rollout` leads to, in virtual time.
class RolloutTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    private final VirtualTank tank =
            new VirtualTank(
                    3,
                    Blueprint.of(
                            3, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                    Ports.PLAIN,
                    Trace.NONE);

    private void rolledOut(int replicas, int version) {
        tank.apply(Web.manifests(replicas, version));
        assertThat(tank.runUntil(state -> Web.runs(state, replicas, version), SOON)).isTrue();
    }

    private void patch(String yaml) {
        String path = VirtualTank.collection(Deployment.KIND, "default") + "/web";
        assertThat(tank.request("PATCH", path, (Json.Obj) Yaml.read(yaml)).message()).isEmpty();
    }

    private Deployment web() {
        return Objects.requireNonNull(tank.state().table(Deployment.KIND).get("default", "web"));
    }

    private String progressing() {
        var condition = Condition.find(web().status().conditions(), "Progressing");
        return condition == null ? "" : condition.reason();
    }

    /// {@return for each version, by its number: image, pods wanted, earlier numbers}
    private List<String> history() {
        var sets = new ArrayList<>(tank.state().table(ReplicaSet.KIND).all());
        sets.sort(
                Comparator.comparingInt(set ->
                        Integer.parseInt(
                                set.meta().annotation("deployment.kubernetes.io/revision"))));
        return sets.stream()
                .map(set ->
                        String.join(
                                " ",
                                set.meta().annotation("deployment.kubernetes.io/revision"),
                                set.spec().template().spec().containers().getFirst().image(),
                                Integer.toString(set.spec().count()),
                                set.meta().annotation("deployment.kubernetes.io/revision-history")))
                .map(String::strip)
                .toList();
    }

    @Test
    void goingBackUsesTheOldReplicaSetUnderTheNextNumber() {
        rolledOut(6, 1);
        rolledOut(6, 2);
        assertThat(history()).containsExactly("1 web:1 0", "2 web:2 6");

        rolledOut(6, 1);
        assertThat(history()).containsExactly("2 web:2 0", "3 web:1 6 1");
        rolledOut(6, 2);
        assertThat(history()).containsExactly("3 web:1 0 1", "4 web:2 6 2");
        assertThat(web().meta().annotation("deployment.kubernetes.io/revision")).isEqualTo("4");
    }

    @Test
    void aPausedRolloutStandsStillButFollowsItsSizeInProportion() {
        rolledOut(8, 1);
        tank.apply(Web.manifests(8, 2));
        assertThat(tank.runUntil(state -> state.table(ReplicaSet.KIND).size() == 2, SOON)).isTrue();
        patch("{spec: {paused: true}}");
        tank.run(Duration.ofMinutes(20));
        assertThat(progressing()).isEqualTo("DeploymentPaused");
        assertThat(history()).containsExactly("1 web:1 8", "2 web:2 2");

        patch("{spec: {replicas: 16}}");
        tank.run(Duration.ofMinutes(1));
        // 20 may be where 10 were: twice as many of each.
        assertThat(history()).containsExactly("1 web:1 16", "2 web:2 4");

        patch("{spec: {paused: false}}");
        assertThat(tank.runUntil(state -> Web.runs(state, 16, 2), SOON)).isTrue();
        assertThat(progressing()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void aVersionThatNeverBecomesReadyMissesTheDeadlineAfterTenMinutes() {
        rolledOut(4, 1);
        var before = tank.age();
        patch(
                """
                spec:
                  template: {metadata: {annotations: {wavetank.dev/ready-after: 1000h}}}
                """);

        assertThat(
                        tank.runUntil(
                                _ -> progressing().equals("ProgressDeadlineExceeded"),
                                Duration.ofMinutes(15)))
                .isTrue();
        assertThat(tank.age().minus(before))
                .isBetween(Duration.ofSeconds(598), Duration.ofSeconds(605));
        assertThat(web().status().availableReplicas()).as("of the old version").isEqualTo(3);
    }

    @Test
    void onlySoManyOldVersionsAreKept() {
        rolledOut(2, 1);
        patch("{spec: {revisionHistoryLimit: 2}}");
        for (int version = 2; version <= 5; version++) {
            rolledOut(2, version);
        }
        tank.run(Duration.ofSeconds(5));

        assertThat(history()).containsExactly("3 web:3 0", "4 web:4 0", "5 web:5 2");
    }
}
