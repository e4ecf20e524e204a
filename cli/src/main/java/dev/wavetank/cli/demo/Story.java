package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.tank.VirtualTank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What happens, one chapter after the other. Each waits for something to become true, so the story
/// takes as long as the cluster does.
final class Story {
    /// Long enough for any chapter, the toleration of 300 s included; a chapter that takes longer
    /// has failed.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// At the end, so that something that breaks late is seen.
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    /// Between two chapters, so that what the last one left behind is over.
    private static final Duration BREATH = Duration.ofSeconds(15);

    private static final Taint UNREACHABLE =
            new Taint("node.kubernetes.io/unreachable", "", "NoExecute", null, Json.Obj.EMPTY);

    private final VirtualTank tank;
    private final Stage stage;
    private final Feed feed;
    private final int nodes;
    private final Shop first = Shop.version("1");
    private final Shop second = Shop.version("2");
    private final List<String> late = new ArrayList<>();
    private int chapter;

    Story(VirtualTank tank, Stage stage, Feed feed, int nodes) {
        this.tank = tank;
        this.stage = stage;
        this.feed = feed;
        this.nodes = nodes;
    }

    /// What came of it, in cluster time.
    ///
    /// @param rollout how long version 2 took
    /// @param duringRollout how the services fared meanwhile
    /// @param victim the node that lost power
    /// @param noticed how long after that the cluster knew
    /// @param duringLoss how the services fared from then on
    /// @param returned how long the node took from power on until all was well
    /// @param problems what has not healed, in words
    record Ending(
            Duration rollout,
            Recovery duringRollout,
            String victim,
            Duration noticed,
            Recovery duringLoss,
            Duration returned,
            List<String> problems) {}

    Ending play() {
        boot();
        deploy();
        var duringRollout = new Recovery(tank.state(), tank.world().now(), "");
        var rollout = rollOut(duringRollout);
        String victim = busiestNode();
        var duringLoss = new Recovery(tank.state(), tank.world().now(), victim);
        var noticed = powerOff(victim, duringLoss);
        outlive(victim, duringLoss);
        var returned = powerOn(victim, duringLoss);
        tank.run(AFTERWARDS);
        tell();
        late.addAll(Health.problems(tank.state(), nodes, second.images()));
        return new Ending(
                rollout, duringRollout, victim, noticed, duringLoss, returned, List.copyOf(late));
    }

    private void boot() {
        int controllers = tank.tank().components().size() - nodes - 1;
        headline(
                "A cluster boots",
                nodes
                        + " simulated nodes, an API server, a scheduler and "
                        + controllers
                        + " controllers start in this process. Watch the nodes register. On the"
                        + " left is the cluster's own clock; then who decided, about what, and in"
                        + " brackets why.");
        await(
                "the nodes became Ready",
                state -> state.table(Node.KIND).size() == nodes && allReady(state));
    }

    private static boolean allReady(ClusterState state) {
        return state.table(Node.KIND).all().stream().allMatch(Node::ready);
    }

    private void deploy() {
        headline(
                "Deploy a shop",
                first.deployments().size()
                        + " Deployments with their Services go to the API server as plain"
                        + " Kubernetes YAML. Follow the chain: a Deployment makes a ReplicaSet, a"
                        + " ReplicaSet makes Pods, the scheduler finds each a node, the node's"
                        + " kubelet starts it, and once it is ready its Service sends it traffic.");
        first.manifests().forEach(tank::apply);
        await("the shop was healthy", state -> healthy(state, first));
    }

    private boolean healthy(ClusterState state, Shop shop) {
        return Health.problems(state, nodes, shop.images()).isEmpty();
    }

    private Duration rollOut(Recovery recovery) {
        headline(
                "Roll out version 2",
                String.join(" and ", second.changedSince(first))
                        + " get a new image; the others stay as they are. Each Deployment now has"
                        + " two ReplicaSets and moves its pods from one to the other, step by step,"
                        + " within the bounds it names. Watch the Services: how many of their pods"
                        + " stay ready?");
        var start = tank.world().now();
        second.manifests().forEach(tank::apply);
        await("version 2 was rolled out", watching(recovery, state -> healthy(state, second)));
        return tank.world().now().since(start);
    }

    private Predicate<ClusterState> watching(Recovery recovery, Predicate<ClusterState> holds) {
        return state -> {
            recovery.saw(state, tank.world().now());
            return holds.test(state);
        };
    }

    private String busiestNode() {
        String busiest = "";
        int most = -1;
        for (var node : tank.state().table(Node.KIND).all()) {
            var apps = apps(tank.state(), node.meta().name());
            int pods = apps.values().stream().mapToInt(Integer::intValue).sum();
            int weight = apps.size() * 1000 + pods;
            if (weight > most) {
                most = weight;
                busiest = node.meta().name();
            }
        }
        return busiest;
    }

    /// {@return how many pods of each app run on a node}
    private static SortedMap<String, Integer> apps(ClusterState state, String node) {
        var apps = new TreeMap<String, Integer>();
        state.table(Pod.KIND).on(node).forEach(pod -> apps.merge(app(pod), 1, Integer::sum));
        return apps;
    }

    private static String app(Pod pod) {
        return pod.meta().label("app.kubernetes.io/name");
    }

    private Duration powerOff(String victim, Recovery recovery) {
        var apps = new ArrayList<String>();
        int pods = 0;
        for (var app : apps(tank.state(), victim).entrySet()) {
            apps.add(app.getKey() + (app.getValue() > 1 ? " x" + app.getValue() : ""));
            pods += app.getValue();
        }
        headline(
                "Pull the plug of " + victim,
                "It runs "
                        + pods
                        + " of the "
                        + second.pods()
                        + " pods: "
                        + String.join(", ", apps)
                        + ". Nobody tells the cluster. Its kubelet just stops renewing its lease,"
                        + " and until the node controller loses patience the Services go on sending"
                        + " traffic to machines that do not answer.");
        var start = tank.world().now();
        tank.tank().powerOff(victim);
        say(victim, "power off");
        await(victim + " was found missing", watching(recovery, state -> !ready(state, victim)));
        var noticed = tank.world().now().since(start);
        await("traffic went around " + victim, watching(recovery, state -> drained(state, victim)));
        return noticed;
    }

    private void say(String node, String what) {
        stage.line(new Line(tank.world().now(), "power", Node.KIND.ref("", node), what, List.of()));
    }

    private static boolean ready(ClusterState state, String node) {
        var found = state.table(Node.KIND).get("", node);
        return found != null && found.ready();
    }

    /// {@return whether no Service sends traffic to the node, and its fate is sealed by taints}
    private static boolean drained(ClusterState state, String node) {
        var found = state.table(Node.KIND).get("", node);
        return found != null
                && found.spec().taints().stream()
                        .anyMatch(taint -> taint.toString().equals(UNREACHABLE.toString()))
                && Recovery.serving(state, "").equals(Recovery.serving(state, node));
    }

    private void outlive(String victim, Recovery recovery) {
        headline(
                "Wait: it may come back",
                "Traffic goes around "
                        + victim
                        + " now, but its pods are not replaced yet: a node that is only cut off"
                        + " would come back with them. Each pod stays as long as it tolerates an"
                        + " unreachable node: "
                        + tolerations(victim)
                        + ". Then it is evicted, its ReplicaSet misses it, and everything you saw"
                        + " at the deployment happens again, elsewhere.");
        await(
                "everything ran elsewhere",
                watching(
                        recovery,
                        state ->
                                tank.state().table(Pod.KIND).on(victim).stream()
                                                .allMatch(Pod::deleting)
                                        && recovery.levels().values().stream()
                                                .allMatch(level -> level.now() >= level.wanted())));
    }

    private String tolerations(String node) {
        var stays = new TreeMap<Long, String>();
        for (var pod : tank.state().table(Pod.KIND).on(node)) {
            for (var toleration : pod.spec().tolerations()) {
                if (toleration.bears(UNREACHABLE) && toleration.tolerationSeconds() != null) {
                    stays.merge(
                            toleration.tolerationSeconds(),
                            app(pod),
                            (all, more) -> all.contains(more) ? all : all + " and " + more);
                }
            }
        }
        var words = new ArrayList<String>();
        stays.forEach((seconds, apps) -> words.add(apps + " " + seconds + " s"));
        return String.join(", ", words);
    }

    private Duration powerOn(String victim, Recovery recovery) {
        headline(
                "Power on again",
                victim
                        + " boots. Its kubelet finds pods that were given up while it was away and"
                        + " clears them. Nothing moves back: a pod is replaced, never moved, so the"
                        + " node waits for new ones.");
        var start = tank.world().now();
        tank.tank().powerOn(victim);
        say(victim, "power on");
        await("all was well", watching(recovery, state -> healthy(state, second)));
        return tank.world().now().since(start);
    }

    private void headline(String title, String text) {
        if (chapter > 0) {
            tank.run(BREATH);
        }
        tell();
        chapter++;
        stage.headline(tank.world().now(), chapter + "  " + title, text);
    }

    private void await(String what, Predicate<ClusterState> holds) {
        if (!tank.runUntil(holds, PATIENCE)) {
            late.add(Durations.whole(PATIENCE) + " were not enough until " + what);
        }
    }

    private void tell() {
        feed.settle();
        stage.flush();
    }
}
