package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Verdicts that depend on where other pods are.
class VerdictOnOthersTest {
    private static final String CONTAINERS =
            "containers: [{name: c, resources: {requests: {cpu: 100m, memory: 64Mi}}}]\n";

    /// Zone a has node-1 and node-2, zone b node-3.
    private static final List<Node> ZONES =
            List.of(node("node-1", "a"), node("node-2", "a"), node("node-3", "b"));

    private static Node node(String name, String zone) {
        return Samples.node(
                name,
                "4",
                "8Gi",
                "{}",
                "{zone: '%s', kubernetes.io/hostname: '%s'}".formatted(zone, name));
    }

    private static Pod web(String name, String spec) {
        return Samples.labelled(Samples.pod(name, CONTAINERS + spec), "app", "web");
    }

    private static Pod on(String node, String name) {
        return Samples.on(node, web(name, ""));
    }

    private static String spread(int skew, String when, String more) {
        return """
        topologySpreadConstraints:
        - {maxSkew: %d, topologyKey: zone, whenUnsatisfiable: %s, labelSelector: {matchLabels: {app: web}}%s}
        """
                .formatted(skew, when, more);
    }

    private static String required(String affinity, String topology, String app) {
        return """
        affinity: {%s: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: %s, labelSelector: {matchLabels: {app: %s}}}]}}
        """
                .formatted(affinity, topology, app);
    }

    private static String preferred(String affinity, int weight) {
        return """
        affinity: {%s: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: %d, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: web}}}}]}}
        """
                .formatted(affinity, weight);
    }

    private static String chosen(Pod pod, Pod... others) {
        return Verdicts.chosen(pod, ZONES, List.of(others));
    }

    private static String failed(Pod pod, Pod... others) {
        return Verdicts.failed(pod, ZONES, List.of(others));
    }

    private static Node bare(String name) {
        return Samples.node(name, "4", "8Gi");
    }

    @Test
    void likePodsAreSpreadOverZones() {
        var pod = web("new", spread(1, "DoNotSchedule", ""));

        assertThat(chosen(pod, on("node-1", "x"), on("node-2", "y"))).isEqualTo("node-3");
        assertThat(chosen(pod, on("node-3", "x"))).isIn("node-1", "node-2");
    }

    @Test
    void aNodeInAFullZoneIsRefusedWithUpstreamsWordsAndTheNumbers() {
        var pod = web("new", spread(1, "DoNotSchedule", "") + "nodeSelector: {zone: a}");
        String all = spread(1, "DoNotSchedule", ", nodeAffinityPolicy: Ignore");
        var ignoring = web("new", all + "nodeSelector: {zone: a}");
        var there = on("node-1", "x");

        assertThat(chosen(pod, there)).as("only zone a counts").isNotEmpty();
        assertThat(failed(ignoring, there))
                .startsWith(
                        "0/3 nodes are available: 1 node(s) didn't match Pod's node"
                                + " affinity/selector, 2 node(s) didn't match pod topology spread"
                                + " constraints.");
        var none = (Verdict.Unschedulable) Verdicts.verdict(ignoring, ZONES, List.of(there));
        assertThat(none.examples())
                .extracting(Object::toString)
                .contains(
                        "node-1: a skew of at most 1 over zone, it would be 2: 1 like pods here,"
                                + " the fewest elsewhere 0");
    }

    @Test
    void aNodeWithoutTheLabelIsRefusedForGood() {
        var pod = web("new", spread(1, "DoNotSchedule", ""));

        assertThat(Verdicts.failed(pod, List.of(bare("node-9")), List.of()))
                .isEqualTo(
                        "0/1 nodes are available: 1 node(s) didn't match pod topology spread"
                                + " constraints (missing required label). no new claims to"
                                + " deallocate, preemption: 0/1 nodes are available: 1 Preemption"
                                + " is not helpful for scheduling.");
    }

    @Test
    void withFewerZonesThanAskedForTheFewestCountsAsNone() {
        var pod = web("new", spread(1, "DoNotSchedule", ", minDomains: 3"));

        assertThat(chosen(pod)).isNotEmpty();
        assertThat(chosen(pod, on("node-1", "x"), on("node-3", "y"))).isEmpty();
    }

    @Test
    void podsThatAreBeingDeletedAreNotCounted() {
        var pod = web("new", spread(1, "DoNotSchedule", ""));
        var going = on("node-3", "z");
        var deleted = going.withMeta(going.meta().withDeletion(Samples.START.wall(), 30L));

        assertThat(chosen(pod, on("node-1", "x"), deleted)).isEqualTo("node-3");
    }

    @Test
    void anUnevenZoneIsOnlyWorseWhenTheConstraintDoesNotBind() {
        var pod = web("new", spread(1, "ScheduleAnyway", ""));
        var many = new ArrayList<Pod>();
        for (int i = 0; i < 3; i++) {
            many.add(on("node-3", "x" + i));
        }
        var verdict = (Verdict.Placed) Verdicts.verdict(pod, ZONES, many);

        assertThat(verdict.feasible()).isEqualTo(3);
        assertThat(scores(verdict, "PodTopologySpread"))
                .containsExactly("node-1 100", "node-2 100", "node-3 0");
    }

    private static List<String> scores(Verdict.Placed verdict, String plugin) {
        return verdict.best().stream()
                .flatMap(ranked ->
                        ranked.scores().stream()
                                .filter(score -> score.plugin().equals(plugin))
                                .map(score -> ranked.node() + " " + score.score()))
                .sorted()
                .toList();
    }

    @Test
    void aPodGoesNearThoseItHasAnAffinityTo() {
        var pod = Samples.pod("new", CONTAINERS + required("podAffinity", "zone", "web"));

        assertThat(chosen(pod, on("node-3", "x"))).isEqualTo("node-3");
        assertThat(failed(pod))
                .startsWith("0/3 nodes are available: 3 node(s) didn't match pod affinity rules.");
    }

    @Test
    void theFirstPodOfItsOwnKindGoesAnywhere() {
        assertThat(chosen(web("new", required("podAffinity", "zone", "web")))).isNotEmpty();
    }

    @Test
    void twoReplicasDoNotShareANode() {
        var pod = web("new", required("podAntiAffinity", "kubernetes.io/hostname", "web"));

        assertThat(chosen(pod, on("node-1", "x"), on("node-3", "y"))).isEqualTo("node-2");
        assertThat(failed(pod, on("node-1", "x"), on("node-2", "y"), on("node-3", "z")))
                .startsWith(
                        "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity"
                                + " rules.");
    }

    @Test
    void whatOthersKeepAwayStaysAway() {
        var hermit =
                Samples.on(
                        "node-3",
                        Samples.pod(
                                "hermit", CONTAINERS + required("podAntiAffinity", "zone", "web")));
        var pinned = web("new", "nodeSelector: {zone: b}");

        assertThat(chosen(web("new", ""), hermit)).isIn("node-1", "node-2");
        assertThat(failed(pinned, hermit))
                .contains("1 node(s) didn't satisfy existing pods anti-affinity rules");
    }

    @Test
    void onlyPodsOfTheOwnNamespaceAreMeantUnlessOthersAreNamed() {
        var there = on("node-3", "x");
        var foreign = there.withMeta(there.meta().withNamespace("other"));
        String own = required("podAffinity", "zone", "web");

        assertThat(chosen(Samples.pod("new", CONTAINERS + own), foreign)).isEmpty();
        for (String more :
                List.of(
                        "namespaces: [other]",
                        "namespaceSelector: {}",
                        "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}")) {
            String named = own.replace("topologyKey: zone", "topologyKey: zone, " + more);
            assertThat(chosen(Samples.pod("new", CONTAINERS + named), foreign))
                    .as(more)
                    .isEqualTo("node-3");
        }
    }

    @Test
    void preferencesOfThePodAndOfOthersAddUp() {
        var likes = Samples.pod("new", CONTAINERS + preferred("podAffinity", 10));
        assertThat(chosen(likes, on("node-3", "x"))).isEqualTo("node-3");

        var dislikes = Samples.pod("new", CONTAINERS + preferred("podAntiAffinity", 10));
        var placed = (Verdict.Placed) Verdicts.verdict(dislikes, ZONES, List.of(on("node-3", "x")));
        assertThat(scores(placed, "InterPodAffinity"))
                .containsExactly("node-1 100", "node-2 100", "node-3 0");

        var fan =
                Samples.on("node-3", Samples.pod("fan", CONTAINERS + preferred("podAffinity", 10)));
        assertThat(chosen(web("new", ""), fan)).isEqualTo("node-3");
    }

    @Test
    void aPodOfHigherPriorityDrivesAwayWhoIsTooNear() {
        var pod =
                web(
                        "new",
                        "priority: 100\n"
                                + required("podAntiAffinity", "kubernetes.io/hostname", "web"));

        assertThat(failed(pod, on("node-1", "x"), on("node-2", "y"), on("node-3", "z")))
                .as("no reason why preemption is in vain")
                .isEqualTo(
                        "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity"
                                + " rules.");
    }
}
