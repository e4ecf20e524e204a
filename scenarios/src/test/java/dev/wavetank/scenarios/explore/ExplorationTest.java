package dev.wavetank.scenarios.explore;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.samples.Samples;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/// Random faults are drawn, survived, and shrunk when they are not survived.
final class ExplorationTest {
    /// Enough to meet each sort of fault several times, and quick.
    private static final int SEEDS = 200;

    private static final Expressions EXPRESSIONS = new Expressions(Contract.load().kinds());

    private static Exploration exploration(Scenario scenario) {
        return new Exploration(scenario, EXPRESSIONS::forOneRun);
    }

    private static Scenario web(int nodes, int replicas, List<Assertion> steadyState) {
        var deployment =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                      - name: web
                        image: web:1
                        readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
                        resources: {requests: {cpu: 100m}}
                """
                        .formatted(replicas);
        return new Scenario(
                "web",
                "A web server",
                "",
                new ClusterPlan(nodes, Quantity.of("4"), Quantity.of("8Gi"), List.of(), 1),
                List.of((Json.Obj) Yaml.read(deployment)),
                List.of(),
                steadyState,
                List.of(
                        Step.at(
                                Duration.ofMinutes(2),
                                new Deed.Scale("deployments/default/web", replicas + 2))),
                List.of(),
                List.of(),
                List.of(),
                new Liveness(null, Duration.ofMinutes(10), 0));
    }

    @Test
    void theClusterSurvivesWhatSomeHundredSeedsDraw() {
        var exploration = exploration(web(3, 3, List.of()));
        assertThat(exploration.unfit()).isEmpty();
        var sorts = new TreeSet<String>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            var find = exploration.explore(seed);
            assertThat(find == null ? "" : Failure.words(find.result()))
                    .as("seed %d", seed)
                    .isEmpty();
            for (var step : exploration.schedule(seed).method()) {
                if (step.deed() instanceof Deed.Inject(var fault)) {
                    sorts.add(fault.verb());
                }
            }
        }
        assertThat(sorts).hasSizeGreaterThan(28);
    }

    @Test
    void aFailureIsShrunkToWhatItNeedsAndReplaysFromItsFile() {
        // Nobody starts containers without restarting them: this "steady state" fails as soon as
        // any
        // container is started a second time.
        var wrong =
                new Assertion(
                        "never restarted",
                        "objects('Pod', 'default').all(p,"
                            + " p.status.?containerStatuses.orValue([]).all(c, c.restartCount =="
                            + " 0))",
                        Assertion.Mode.END,
                        Duration.ZERO);
        var exploration = exploration(web(5, 4, List.of(wrong)));
        Exploration.Find find = null;
        for (long seed = 1; find == null; seed++) {
            find = exploration.explore(seed);
        }

        var smallest = exploration.shrink(find, (_, _) -> {});

        assertThat(smallest.schedule().method()).hasSize(1);
        assertThat(smallest.schedule().cluster().nodes()).isLessThan(5);
        var setting = new Setting(EXPRESSIONS.forOneRun(), _ -> {});
        var result = VirtualRun.live(smallest.schedule(), find.seed(), setting);
        assertThat(result.verdict())
                .isEqualTo(find.failure().verdict())
                .isNotEqualTo(Verdict.PASSED);

        String file =
                Schedule.write(smallest.schedule(), new Schedule.Stamp(find.seed(), result.hash()));
        assertThat(Schedule.stamp(file)).isEqualTo(new Schedule.Stamp(find.seed(), result.hash()));
        var files = new ScenarioFiles(_ -> null, Samples.bundled(), _ -> List.of(), List.of());
        var read = files.read("web.json", file);
        assertThat(read).isInstanceOf(Read.Understood.class);
        var again = ((Read.Understood) read).scenario();
        assertThat(Schedule.write(again, new Schedule.Stamp(find.seed(), result.hash())))
                .isEqualTo(file);
        assertThat(
                        VirtualRun.live(
                                        again,
                                        find.seed(),
                                        new Setting(EXPRESSIONS.forOneRun(), _ -> {}))
                                .hash())
                .isEqualTo(result.hash());
    }

    @Test
    void aSeedDrawsTheSameFaultsEachTime() {
        var scenario = web(3, 3, List.of());

        assertThat(FaultModel.draw(scenario, 5, true))
                .isEqualTo(FaultModel.draw(scenario, 5, true));
        assertThat(FaultModel.draw(scenario, 6, true))
                .isNotEqualTo(FaultModel.draw(scenario, 5, true));
    }

    @Test
    void aScheduleKeepsWhatTheMethodDoesAndEndsItsFaultsInTime() {
        for (long seed = 1; seed <= 50; seed++) {
            var schedule = FaultModel.draw(web(3, 3, List.of()), seed, true);

            assertThat(schedule.method().getFirst().deed()).isInstanceOf(Deed.Scale.class);
            for (var step : schedule.method()) {
                if (step.deed() instanceof Deed.Inject(var fault) && fault.duration() != null) {
                    assertThat(requireNonNull(step.at()).plus(fault.duration()))
                            .isLessThanOrEqualTo(FaultModel.END);
                }
            }
        }
    }

    /// Two pods of 3 cores need two nodes of 4: with one of three nodes down there is room, with
    /// one of two there is not.
    @Test
    void aNodeStaysDownOnlyWhereTheOthersHaveRoom() {
        assertThat(keptDown(room(3))).isPositive();
        assertThat(keptDown(room(2))).isZero();
    }

    private static Scenario room(int nodes) {
        var scenario = web(nodes, 2, List.of());
        var large =
                JsonText.read(JsonText.write(scenario.objects().getFirst()).replace("100m", "3"));
        return new Scenario(
                "room",
                "room",
                "",
                scenario.cluster(),
                List.of((Json.Obj) large),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                scenario.liveness());
    }

    private static int keptDown(Scenario scenario) {
        var exploration = exploration(scenario);
        int down = 0;
        for (long seed = 1; seed <= 30; seed++) {
            down += exploration.schedule(seed).liveness().keepDown();
        }
        return down;
    }

    @Test
    void whatFailsWithoutFaultsIsNotExplored() {
        var never = new Assertion("never", "false", Assertion.Mode.END, Duration.ZERO);

        assertThat(exploration(web(1, 1, List.of(never))).unfit()).contains("never");
    }
}
