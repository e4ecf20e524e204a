package dev.wavetank.scheduler;

import static dev.wavetank.scheduler.Verdicts.chosen;
import static dev.wavetank.scheduler.Verdicts.node;
import static dev.wavetank.scheduler.Verdicts.refused;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Cordons, names and taints: what a node says about who may come.
final class VerdictOnNodesTest {
    @Test
    void aCordonedNodeTakesOnlyPodsThatTolerateIt() {
        var cordoned = node("{unschedulable: true}", "{}");
        assertThat(refused(Samples.pod("p", "containers: []"), cordoned))
                .isEqualTo(
                        "NodeUnschedulable: {node(s) were unschedulable=1} node-1: a node that"
                                + " takes new pods, spec.unschedulable is true: it is cordoned");
        var tolerating =
                Samples.pod(
                        "p",
                        "tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists}]");
        assertThat(refused(tolerating, cordoned)).isEqualTo("placed");
    }

    @Test
    void aPodThatNamesItsNodeGoesNowhereElse() {
        var named = Samples.on("node-2", Samples.pod("p", "containers: []"));
        assertThat(refused(named, node("{}", "{}")))
                .isEqualTo(
                        "NodeName: {node(s) didn't match the requested node name=1} node-1:"
                                + " spec.nodeName is node-2, this is another node");
        assertThat(chosen(named, node("{}", "{}"), Samples.node("node-2", "1", "1Gi")))
                .isEqualTo("node-2");
    }

    @Test
    void everyTaintThatRepelsMustBeTolerated() {
        var tainted =
                node(
                        "{taints: [{key: a, value: x, effect: NoSchedule},"
                                + " {key: b, effect: NoExecute},"
                                + " {key: c, effect: PreferNoSchedule}]}",
                        "{}");
        assertThat(refused(Samples.pod("p", "tolerations: [{key: a, value: x}]"), tainted))
                .isEqualTo(
                        "TaintToleration: {node(s) had untolerated taint(s)=1} node-1: a toleration"
                                + " of each taint, not tolerated: b:NoExecute");
        assertThat(refused(Samples.pod("p", "tolerations: [{key: b, operator: Exists}]"), tainted))
                .endsWith("not tolerated: a=x:NoSchedule");
        assertThat(refused(Samples.pod("p", "tolerations: [{operator: Exists}]"), tainted))
                .isEqualTo("placed");
    }

    @Test
    void aNodeWithFewerUntoleratedPreferencesIsPreferred() {
        var avoided =
                Samples.node(
                        "node-1",
                        "8",
                        "16Gi",
                        "{taints: [{key: a, effect: PreferNoSchedule}]}",
                        "{}");
        var small = Samples.node("node-2", "4", "8Gi");
        assertThat(chosen(Samples.asking("p", "1", "1Gi"), avoided, small)).isEqualTo("node-2");
        var tolerating =
                Samples.pod(
                        "p",
                        "tolerations: [{key: a, operator: Exists}]\n"
                                + "containers: [{name: c, resources: {requests: {cpu: 1}}}]");
        assertThat(chosen(tolerating, avoided, small)).isEqualTo("node-1");
    }
}
