package dev.wavetank.scenarios.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.Metrics;
import dev.wavetank.scenarios.sight.Sight;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

final class ExpressionsTest {
    private static final Expressions EXPRESSIONS = new Expressions(Contract.load().kinds());

    private static Sight sight() {
        var state = ClusterState.EMPTY;
        long revision = 0;
        for (String name : List.of("a", "b", "c")) {
            var pod =
                    Pod.KIND.read(
                            (Json.Obj)
                                    Yaml.read(
                                            """
                                            metadata:
                                              {name: %s, namespace: shop, uid: %s,
                                               resourceVersion: "1", labels: {app: %s}}
                                            status: {phase: Running, podIP: 10.0.0.1}
                                            """
                                                    .formatted(
                                                            name,
                                                            name,
                                                            name.equals("c") ? "z" : "x")));
            state = state.apply(new Change(++revision, null, pod), "");
        }
        var metrics = new Metrics();
        metrics.add(Metrics.REQUESTS, 90, "outcome", "answered", "stream", "web");
        metrics.add(Metrics.REQUESTS, 10, "outcome", "lost", "stream", "web");
        metrics.add(Metrics.REQUESTS, 5, "outcome", "lost", "stream", "webs");
        var start = new Time(Instant.parse("2026-01-01T00:00:00Z"), 0);
        return new Sight(
                state,
                new TreeMap<>(),
                new TreeSet<>(),
                List.of(),
                metrics,
                start,
                new Time(Instant.parse("2026-01-01T00:01:00Z"), 60_000_000_000L));
    }

    private static boolean holds(String expression) {
        assertThat(EXPRESSIONS.check(expression)).isEmpty();
        return EXPRESSIONS.forOneRun().apply(expression).test(sight()).holds();
    }

    @Test
    void anExpressionIsAskedAgainWhenWhatItAskedForHasChangedAndWhenTimePasses() {
        var before = sight();
        var pod = before.state().table(Pod.KIND).all().iterator().next();
        var state = before.state().apply(new Change(9, pod, null), "");
        var metrics = new Metrics();
        var after =
                new Sight(
                        state,
                        before.containers(),
                        before.off(),
                        before.faults(),
                        metrics,
                        before.start(),
                        new Time(before.now().wall().plusSeconds(1), 61_000_000_000L));
        var conditions = EXPRESSIONS.forOneRun();
        for (String each :
                List.of(
                        "objects('Pod').size() == 3",
                        "object('Pod', 'shop', 'a').status.phase == 'Running'",
                        "metric('requests_total', {'outcome': 'lost'}) == 15.0",
                        "now == timestamp('2026-01-01T00:01:00Z')")) {
            var condition = conditions.apply(each);
            assertThat(condition.test(before).holds()).as(each).isTrue();
            assertThat(condition.test(before).holds()).as(each).isTrue();
            assertThat(condition.test(after).holds()).as(each).isFalse();
        }
    }

    @Test
    void objectsAreFoundByKindNamespaceAndLabels() {
        assertThat(holds("objects('Pod').size() == 3")).isTrue();
        assertThat(holds("objects('pods', 'shop').size() == 3")).isTrue();
        assertThat(holds("objects('Pod', 'default').size() == 0")).isTrue();
        assertThat(holds("objects('Pod', 'shop', 'app=x').map(p, p.metadata.name) == ['a', 'b']"))
                .isTrue();
        assertThat(holds("objects('Pod', '', 'app!=x').all(p, p.metadata.name == 'c')")).isTrue();
        assertThat(holds("object('Pod', 'shop', 'b').status.phase == 'Running'")).isTrue();
    }

    @Test
    void countersAreSummedByLabels() {
        assertThat(holds("metric('requests_total') == 105.0")).isTrue();
        assertThat(holds("metric('requests_total', {'stream': 'web'}) == 100.0")).isTrue();
        assertThat(
                        holds(
                                "metric('requests_total', {'stream': 'web', 'outcome': 'lost'}) <="
                                        + " 0.1 * metric('requests_total', {'stream': 'web'})"))
                .isTrue();
    }

    @Test
    void timeCanBeCountedFromTheBeginning() {
        assertThat(holds("now - start == duration('60s') && faults.size() == 0")).isTrue();
    }

    @Test
    void whatDoesNotHoldSaysWhatWasFound() {
        var finding =
                EXPRESSIONS
                        .forOneRun()
                        .apply(
                                "objects('Pod').size() == 3 && objects('Pod', 'shop',"
                                        + " 'app=x').size() > 4")
                        .test(sight());

        assertThat(finding.holds()).isFalse();
        assertThat(finding.found()).isEqualTo("objects(\"Pod\", \"shop\", \"app=x\").size() is 2");
    }

    @Test
    void whatCannotBeSaidDoesNotHold() {
        var conditions = EXPRESSIONS.forOneRun();

        assertThat(
                        conditions
                                .apply("object('Pod', 'shop', 'z').status.phase == 'x'")
                                .test(sight())
                                .found())
                .contains("pods/shop/z", "does not exist");
        assertThat(
                        conditions
                                .apply("object('Pod', 'shop', 'a').status.hostIP == 'x'")
                                .test(sight())
                                .found())
                .contains("hostIP");
        assertThat(
                        conditions
                                .apply(
                                        "object('Pod', 'shop', 'a').status.?hostIP.orValue('none')"
                                                + " == 'none'")
                                .test(sight())
                                .holds())
                .isTrue();
    }

    @Test
    void mistakesAreFoundBeforeTheRun() {
        assertThat(EXPRESSIONS.check("1 +")).isNotEmpty();
        assertThat(EXPRESSIONS.check("objects('Pod').size()"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.message()).contains("bool"));
        assertThat(EXPRESSIONS.check("now > start && nodes.size() == 3"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.offset()).isEqualTo(15);
                    assertThat(mistake.message()).contains("nodes");
                });
        assertThat(EXPRESSIONS.check("true &&\n objects('Pdo').size() == 1"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.offset()).isEqualTo(17);
                    assertThat(mistake.message()).contains("\"Pdo\"");
                });
        assertThat(EXPRESSIONS.check("metric('request') > 1.0"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.message()).contains("requests_total"));
    }
}
