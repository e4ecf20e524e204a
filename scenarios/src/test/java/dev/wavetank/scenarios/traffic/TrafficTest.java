package dev.wavetank.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.plan.Traffic;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Sample;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.VirtualRun;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What users notice of a cluster's life, in numbers that follow from the model.
final class TrafficTest {
    private static final Expressions EXPRESSIONS = new Expressions(Contract.load().kinds());
    private static final String NAMESPACE = "default";

    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{port: 80, targetPort: 8080}]
            """;

    /// The second version needs 5 s until it listens.
    ///
    /// @param gates what the container has beside its image, in YAML's flow style
    private static String web(int replicas, String image, String gates) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: %d
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}, annotations: {wavetank.dev/ready-after: %s}}
            spec:
              containers: [{name: web, image: "%s", ports: [{containerPort: 8080}] %s}]
        """
                .formatted(replicas, image.equals("web:2") ? "5s" : "0s", image, gates);
    }

    private static final String GATED =
            ", readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1},"
                    + " lifecycle: {preStop: {sleep: {seconds: 5}}}";

    private static Traffic stream(String name, String perSecond, @Nullable String from) {
        return new Traffic(
                name, NAMESPACE + "/web", Quantity.of(perSecond), Duration.ofSeconds(1), from);
    }

    private static Scenario scenario(
            List<String> objects, Traffic traffic, List<Step> method, String... assertions) {
        var asserted = new ArrayList<Assertion>();
        for (String that : assertions) {
            asserted.add(new Assertion(that, that, Assertion.Mode.END, Duration.ZERO));
        }
        return new Scenario(
                "traffic",
                "Traffic",
                "",
                new ClusterPlan(4, Quantity.of("4"), Quantity.of("8Gi"), List.of(), 1),
                objects.stream().map(each -> (Json.Obj) Yaml.read(each)).toList(),
                List.of(traffic),
                List.of(),
                method,
                List.of(),
                asserted,
                List.of(),
                new Liveness(null, Duration.ofMinutes(10), 0));
    }

    private static Result live(Scenario scenario, long seed) {
        return VirtualRun.live(scenario, seed, new Setting(EXPRESSIONS.forOneRun(), _ -> {}));
    }

    private static Sample.Requests counted(Result result) {
        return result.samples().getLast().traffic().getOrDefault("web", none());
    }

    private static Sample.Requests none() {
        return new Sample.Requests(0, 0);
    }

    private static Sample.Requests between(Result result, Duration from, Duration to) {
        var before = none();
        var after = none();
        for (var sample : result.samples()) {
            var at = sample.at().since(result.methodBegan());
            var then = sample.traffic().getOrDefault("web", none());
            before = at.compareTo(from) <= 0 ? then : before;
            after = at.compareTo(to) <= 0 ? then : after;
        }
        return new Sample.Requests(
                after.answered() - before.answered(), after.lost() - before.lost());
    }

    private static double share(Sample.Requests requests) {
        return (double) requests.lost() / (requests.answered() + requests.lost());
    }

    private static List<String> told(Result result) {
        return result.timeline().stream()
                .filter(entry -> entry.subject().equals("stream web"))
                .map(Entry::text)
                .toList();
    }

    private static List<Step> waiting(Duration time) {
        return List.of(Step.of(new Deed.Wait(time)));
    }

    private static List<Step> rollout(String gates) {
        return List.of(
                Step.of(new Deed.Apply(List.of((Json.Obj) Yaml.read(web(4, "web:2", gates))))),
                Step.of(
                        new Deed.WaitUntil(
                                "object('Deployment', 'default', 'web').status.updatedReplicas == 4"
                                        + " && object('Deployment', 'default',"
                                        + " 'web').status.replicas == 4",
                                Duration.ofMinutes(5))));
    }

    private static List<Step> fault(Fault fault) {
        return List.of(Step.of(new Deed.Inject(fault)));
    }

    private static NodeChaos node(NodeChaos.Action action, String node, Duration duration) {
        return new NodeChaos(
                action,
                Mode.ALL,
                "",
                new NodeSelector(List.of(node), new TreeMap<>()),
                null,
                "100",
                null,
                null,
                NetworkChaos.Direction.BOTH,
                duration);
    }

    private static NetworkChaos loss(String percent, NetworkChaos.Direction direction) {
        return new NetworkChaos(
                NetworkChaos.Action.LOSS,
                Mode.ALL,
                "",
                new PodSelector(
                        List.of(),
                        labels(),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>()),
                direction,
                null,
                List.of(),
                null,
                new NetworkChaos.Loss(percent, "0"),
                null,
                null,
                null,
                Duration.ofMinutes(10));
    }

    private static SortedMap<String, String> labels() {
        var labels = new TreeMap<String, String>();
        labels.put("app", "web");
        return labels;
    }

    @Test
    void requestsComeAtTheirRateAndAQuietClusterAnswersThemAll() {
        var scenario =
                scenario(
                        List.of(SERVICE, web(4, "web:1", GATED)),
                        stream("web", "50", null),
                        waiting(Duration.ofMinutes(10)),
                        "metric('requests_total', {'stream': 'web', 'outcome': 'lost'}) == 0.0",
                        "metric('requests_total', {'stream': 'web'}) > 30000.0");

        var result = live(scenario, 1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        double seconds = result.ended().since(result.methodBegan()).toMillis() / 1000.0;
        // A Poisson process: four standard deviations around the mean.
        assertThat((double) counted(result).answered())
                .isCloseTo(50 * seconds, within(4 * Math.sqrt(50 * seconds)));
        assertThat(told(result)).hasSize(1).first().asString().startsWith("lost none of ");
    }

    @Test
    void aRollingUpdateWithReadinessAndPreStopLosesNothing() {
        for (long seed = 1; seed <= 3; seed++) {
            var result =
                    live(
                            scenario(
                                    List.of(SERVICE, web(4, "web:1", GATED)),
                                    stream("web", "200", null),
                                    rollout(GATED),
                                    "metric('requests_total', {'outcome': 'lost'}) <"
                                            + " 0.01 * metric('requests_total')"),
                            seed);

            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(counted(result).lost()).isZero();
            assertThat(counted(result).answered()).isGreaterThan(1000);
        }
    }

    @Test
    void withoutReadinessPodsGetRequestsBeforeTheyListen() {
        var result =
                live(
                        scenario(
                                List.of(SERVICE, web(4, "web:1", "")),
                                stream("web", "200", null),
                                rollout(""),
                                "metric('requests_total', {'reason': 'refused'}) > 0.5 *"
                                        + " metric('requests_total', {'outcome': 'lost'})"),
                        1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        // Each of four new pods is called ready 5 s before it listens, less up to a second until
        // the proxies know it; meanwhile it gets from a fifth to a third of 200 requests a second.
        assertThat(counted(result).lost()).isBetween(4 * 4 * 40L, 4 * 5 * 67L);
        assertThat(told(result).getFirst())
                .startsWith("loses requests: connection refused by pod default/web-");
        assertThat(told(result).get(1)).startsWith("serves again: in ").contains("at worst ");
    }

    @Test
    void aNodeWithoutPowerTakesItsShareUntilItsEndpointsGo() {
        var result =
                live(
                        scenario(
                                List.of(SERVICE, web(4, "web:1", GATED)),
                                stream("web", "100", null),
                                fault(
                                        node(
                                                NodeChaos.Action.POWER_OFF,
                                                "node-2",
                                                Duration.ofMinutes(4)))),
                        1);

        // Four pods on four nodes. Clients on the node are gone with it, the others go on to send a
        // quarter of their requests there until the node counts as not ready, after 40 to 50 s.
        var before = between(result, Duration.ofSeconds(1), Duration.ofSeconds(38));
        assertThat(share(before)).isCloseTo(0.25, within(0.03));
        var after = between(result, Duration.ofSeconds(53), Duration.ofMinutes(4));
        assertThat(after.lost()).isZero();
        assertThat(told(result).getFirst()).contains("no answer of pod default/web-", "on node-2");
    }

    @Test
    void theProxyOfANodeThatIsCutOffGoesOnSendingToAPodThatIsGone() {
        var cut = node(NodeChaos.Action.PARTITION, "node-1", Duration.ofMinutes(2));
        var method =
                List.of(
                        new Step("", null, null, true, new Deed.Inject(cut)),
                        Step.of(new Deed.Wait(Duration.ofSeconds(1))),
                        Step.of(new Deed.Scale("deployments/default/web", 2)),
                        Step.of(new Deed.Wait(Duration.ofMinutes(3))));
        var objects = List.of(SERVICE, web(4, "web:1", GATED));

        var there = live(scenario(objects, stream("web", "50", "node-1"), method), 1);
        var elsewhere = live(scenario(objects, stream("web", "50", "node-3"), method), 1);

        // Its kubelet is cut off, too, so a pod of its own that is told to go does not. Each pod
        // that does is still one of the four that the proxy knows.
        long gone =
                there.timeline().stream()
                        .filter(entry -> entry.sort() == Entry.Sort.POD)
                        .filter(entry -> entry.text().equals("is gone"))
                        .filter(entry -> entry.at().since(there.methodBegan()).toSeconds() < 20)
                        .count();
        assertThat(gone).isPositive();
        var stale = between(there, Duration.ofSeconds(20), Duration.ofSeconds(110));
        assertThat(share(stale)).isCloseTo(gone / 4.0, within(0.03));
        assertThat(between(there, Duration.ofSeconds(130), Duration.ofSeconds(170)).lost())
                .isZero();
        assertThat(between(elsewhere, Duration.ofSeconds(20), Duration.ofSeconds(35)).lost())
                .isZero();
    }

    @Test
    void aNetworkThatLosesAQuarterLosesAQuarterOfTheRequests() {
        for (var direction : NetworkChaos.Direction.values()) {
            var result =
                    live(
                            scenario(
                                    List.of(SERVICE, web(4, "web:1", GATED)),
                                    stream("web", "100", null),
                                    fault(loss("25", direction))),
                            1);

            // Both ways a request and its answer have to get through.
            double expected = direction == NetworkChaos.Direction.BOTH ? 1 - 0.75 * 0.75 : 0.25;
            var during = between(result, Duration.ofSeconds(1), Duration.ofMinutes(10));
            assertThat(share(during)).isCloseTo(expected, within(0.01));
            assertThat(told(result).getFirst()).startsWith("loses requests: lost on the way ");
        }
    }

    @Test
    void aServiceThatDoesNotExistIsToldWithThoseThatDo() {
        var result =
                live(
                        scenario(
                                List.of(SERVICE.replace("name: web}", "name: shop}")),
                                stream("web", "50", null),
                                waiting(Duration.ofMinutes(1))),
                        1);

        assertThat(result.verdict()).isEqualTo(Verdict.ASSERTION_FAILED);
        assertThat(result.checks().getFirst().found())
                .startsWith("there is no Service default/web; there are default/shop");
    }

    @Test
    void aServiceWithoutPodsRejectsAllRequests() {
        var result =
                live(
                        scenario(
                                List.of(SERVICE),
                                stream("web", "20", null),
                                waiting(Duration.ofMinutes(1)),
                                "metric('requests_total', {'reason': 'no-endpoint'}) > 1000.0"),
                        1);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(counted(result).answered()).isZero();
    }

    @Test
    void theSameSeedSendsTheSameRequests() {
        var scenario =
                scenario(
                        List.of(SERVICE, web(4, "web:1", "")),
                        stream("web", "50", null),
                        rollout(""));

        var once = live(scenario, 3);

        assertThat(live(scenario, 3)).isEqualTo(once);
        assertThat(counted(live(scenario, 4))).isNotEqualTo(counted(once));
    }
}
