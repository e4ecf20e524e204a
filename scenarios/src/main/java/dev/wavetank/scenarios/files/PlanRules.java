package dev.wavetank.scenarios.files;

import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.plan.Traffic;
import dev.wavetank.scenarios.plan.Trigger;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the fields of a plan must be for each other.
final class PlanRules {
    private static final String WORD = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(WORD);
    private static final Pattern SERVICE = Pattern.compile(WORD + "/" + WORD);
    private static final Pattern ZONE =
            Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern OBJECT = Pattern.compile(WORD + "/(" + WORD + "/)?[^/*]+");
    private static final Pattern OBJECTS = Pattern.compile(WORD + "(/[^/]+){0,2}");
    private static final String AN_OBJECT =
            "an object such as deployments/shop/web or nodes/node-1";

    /// More would not end in any time that someone waits.
    private static final int NODES_MAX = 5_000;

    private PlanRules() {}

    static void check(Object record, Spot spot, Problems problems) {
        var rules = new Checks(spot, problems);
        switch (record) {
            case ClusterPlan cluster -> cluster(cluster, rules);
            case Traffic traffic -> {
                rules.form("name", traffic.name(), NAME, "a name such as web");
                rules.form("service", traffic.service(), SERVICE, "a Service such as shop/gateway");
                rules.positive("timeout", traffic.timeout());
                if (traffic.perSecond().amount().signum() <= 0) {
                    rules.wrong("perSecond", traffic.perSecond().text(), "it", "more than 0");
                }
            }
            case Assertion assertion -> rules.notNegative("tolerance", assertion.tolerance());
            case Step step -> step(step, rules);
            case Trigger trigger -> {
                rules.form(
                        "resource",
                        trigger.resource(),
                        OBJECTS,
                        "pods, pods/shop or pods/shop/web-*");
                if (trigger.occurrence() < 1) {
                    rules.wrong("occurrence", trigger.occurrence(), "it", "a whole number from 1");
                }
            }
            case Liveness liveness -> liveness(liveness, rules);
            case Deed deed -> deed(deed, rules);
            case PodSelector selector -> selector(selector, rules);
            case PodSelector.Requirement requirement ->
                    rules.word(
                            "operator",
                            requirement.operator(),
                            List.of("In", "NotIn", "Exists", "DoesNotExist"));
            default -> FaultRules.records(record, rules);
        }
    }

    private static void cluster(ClusterPlan cluster, Checks rules) {
        if (cluster.nodes() < 1 || cluster.nodes() > NODES_MAX) {
            rules.wrong("nodes", cluster.nodes(), "a cluster", "from 1 to " + NODES_MAX);
        }
        if (cluster.controlPlanes() < 1) {
            rules.wrong("controlPlanes", cluster.controlPlanes(), "a cluster", "at least 1");
        }
        if (cluster.zones().size() > cluster.nodes()) {
            String found = cluster.zones().size() + " zones for " + cluster.nodes() + " nodes";
            rules.problems()
                    .at(
                            rules.spot().member("zones"),
                            "found " + found + "; allowed: at most as many");
        }
        for (String zone : cluster.zones()) {
            rules.form("zones", zone, ZONE, "a label's value such as zone-a");
        }
    }

    private static void step(Step step, Checks rules) {
        rules.notNegative("at", step.at());
        if (step.at() != null && step.on() != null) {
            rules.problems()
                    .atName(
                            rules.spot().member("trigger"),
                            "is beside at; allowed: a time or a change of state");
        }
    }

    private static void liveness(Liveness liveness, Checks rules) {
        rules.positive("healAfter", liveness.healAfter());
        rules.positive("convergeWithin", liveness.convergeWithin());
        if (liveness.keepDown() < 0) {
            rules.wrong("keepDown", liveness.keepDown(), "it", "a whole number from 0");
        }
    }

    private static void deed(Deed deed, Checks rules) {
        switch (deed) {
            case Deed.Patch patch -> rules.form("object", patch.object(), OBJECT, AN_OBJECT);
            case Deed.Scale scale -> {
                rules.form("object", scale.object(), OBJECT, AN_OBJECT);
                if (scale.replicas() < 0) {
                    rules.wrong("replicas", scale.replicas(), "it", "a whole number from 0");
                }
            }
            case Deed.WaitUntil wait -> rules.positive("timeout", wait.timeout());
            case Deed.Repeat repeat -> {
                rules.notNegative("every", repeat.every());
                if (repeat.times() < 1) {
                    rules.wrong("times", repeat.times(), "it", "a whole number from 1");
                }
            }
            case Deed.Delete delete -> rules.form("delete", delete.object(), OBJECT, AN_OBJECT);
            case Deed.Wait wait -> rules.notNegative("wait", wait.time());
            case Deed.Inject _, Deed.Apply _, Deed.Check _, Deed.Sequence _, Deed.Parallel _ -> {}
        }
    }

    private static void selector(PodSelector selector, Checks rules) {
        for (String phase : selector.podPhaseSelectors()) {
            rules.word(
                    "podPhaseSelectors",
                    phase,
                    List.of("Pending", "Running", "Succeeded", "Failed", "Unknown"));
        }
    }

    static void scenario(Scenario scenario, List<String> invariants, Spot spot, Problems problems) {
        var rules = new Checks(spot, problems);
        for (String name : scenario.invariants()) {
            rules.word("invariants", name, invariants);
        }
        if (scenario.liveness().keepDown() >= scenario.cluster().nodes()) {
            rules.in("liveness")
                    .wrong(
                            "keepDown",
                            scenario.liveness().keepDown(),
                            "a cluster of " + scenario.cluster().nodes() + " nodes",
                            "at least one that lives");
        }
        traffic(scenario, spot, problems);
    }

    private static void traffic(Scenario scenario, Spot spot, Problems problems) {
        var nodes = scenario.cluster().names();
        var names = new TreeSet<String>();
        for (var item : spot.member("traffic").items()) {
            String from = item.text("from");
            if (!from.isEmpty()) {
                new Checks(item, problems).word("from", from, nodes);
            }
            if (!names.add(item.text("name"))) {
                problems.at(item.member("name"), "is there already; allowed: each name once");
            }
        }
    }
}
