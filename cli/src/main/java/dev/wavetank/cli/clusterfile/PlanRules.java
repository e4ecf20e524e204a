package dev.wavetank.cli.clusterfile;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.format.Dialect;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.tank.RuntimeKind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a cluster's file may say beyond the forms of its fields.
final class PlanRules implements Dialect {
    private static final int NODES_MAX = 10_000;
    private static final int SPEED_MAX = 100;
    private static final int PORT_MAX = 65_535;
    private static final Quantity CPU_MIN = Quantity.of("10m");
    private static final Quantity MEMORY_MIN = Quantity.of("1Mi");
    private static final List<String> RUNTIMES =
            Stream.of(RuntimeKind.values()).map(RuntimeKind::word).toList();
    private static final List<String> EFFECTS =
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    /// RFC 1123, as Node names are; room is left for a number.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,240}[a-z0-9])?");

    @Override
    public @Nullable Object document(Spot spot, Reader reader) {
        throw new IllegalArgumentException("a cluster's file has no documents inside");
    }

    @Override
    public @Nullable List<Json.Obj> objects(Spot list, Reader reader) {
        throw new IllegalArgumentException("a cluster's file has no objects inside");
    }

    @Override
    public void expression(Spot text, Problems problems) {
        throw new IllegalArgumentException("a cluster's file has no expressions");
    }

    @Override
    public void check(Object record, Spot spot, Problems problems) {
        switch (record) {
            case ClusterPlan plan -> plan(plan, spot, problems);
            case NodeGroup group -> group(group, spot, problems);
            case NodeGroup.NodeTaint taint -> {
                if (!EFFECTS.contains(taint.effect())) {
                    problems.at(
                            spot.member("effect"),
                            "found "
                                    + Words.quoted(taint.effect())
                                    + Words.allowed(taint.effect(), EFFECTS));
                }
            }
            default -> {}
        }
    }

    private static void plan(ClusterPlan plan, Spot spot, Problems problems) {
        range(plan.speed(), 1, SPEED_MAX, spot.member("speed"), problems);
        range(plan.port(), 0, PORT_MAX, spot.member("port"), problems);
        if (plan.nodes().isEmpty()) {
            problems.at(spot.member("nodes"), "has no group; at least one is needed");
        }
        var names = new TreeSet<String>();
        for (int place = 0; place < plan.nodes().size(); place++) {
            NodeGroup each = plan.nodes().get(place);
            for (int i = 0; i < each.count() && i <= NODES_MAX; i++) {
                if (!names.add(each.nodeName(i))) {
                    problems.at(
                            spot.member("nodes").items().get(place),
                            "there are two nodes called "
                                    + each.nodeName(i)
                                    + "; give each group a name of its own");
                    break;
                }
            }
        }
        if (names.size() > NODES_MAX) {
            problems.at(
                    spot.member("nodes"),
                    "are " + names.size() + " nodes in all; allowed: at most " + NODES_MAX);
        }
    }

    private static void group(NodeGroup group, Spot spot, Problems problems) {
        range(group.count(), 1, NODES_MAX, spot.member("count"), problems);
        least(group.cpu(), CPU_MIN, spot.member("cpu"), problems);
        least(group.memory(), MEMORY_MIN, spot.member("memory"), problems);
        if (!RUNTIMES.contains(group.runtime())) {
            problems.at(
                    spot.member("runtime"),
                    "found "
                            + Words.quoted(group.runtime())
                            + Words.allowed(group.runtime(), RUNTIMES));
        }
        if (!NAME.matcher(group.name()).matches()) {
            problems.at(
                    spot.member("name"),
                    "found "
                            + Words.quoted(group.name())
                            + "; allowed: lower case letters, digits, - and . inside");
        }
    }

    private static void range(int found, int min, int max, Spot spot, Problems problems) {
        if (found < min || found > max) {
            problems.at(spot, "found " + found + "; allowed: " + min + " to " + max);
        }
    }

    private static void least(Quantity found, Quantity least, Spot spot, Problems problems) {
        if (found.compareTo(least) < 0) {
            problems.at(spot, "found " + found.text() + "; allowed: at least " + least.text());
        }
    }
}
