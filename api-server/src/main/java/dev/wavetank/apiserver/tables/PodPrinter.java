package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;

import java.time.Instant;
import java.util.List;

/// Pods: the status is the one word that tells most, found among phase, reasons and containers.
final class PodPrinter implements Printer<Pod> {
    @Override
    public Kind<Pod> kind() {
        return Pod.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("Ready", "How many of the containers are ready."),
                Column.text("Status", "The status of the pod, as far as one word can tell."),
                Column.text("Restarts", "How often containers were restarted, and when last."),
                Column.AGE,
                Column.text("IP", "The pod's address.").wide(),
                Column.text("Node", "The node that runs the pod.").wide(),
                Column.text("Nominated Node", "The node that is being cleared for the pod.").wide(),
                Column.text("Readiness Gates", "How many of its extra conditions are true.")
                        .wide());
    }

    @Override
    public List<Json> cells(Pod object, Instant now) {
        var summary = PodSummary.of(object);
        return List.of(
                Cells.name(object),
                text(summary.ready() + "/" + summary.containers()),
                text(summary.word()),
                text(restarts(summary, now)),
                Cells.age(object, now),
                text(Cells.orNone(address(object))),
                text(Cells.orNone(object.spec().nodeName())),
                text(Cells.orNone(object.status().rest().text("nominatedNodeName"))),
                text(gates(object)));
    }

    private static String restarts(PodSummary summary, Instant now) {
        return summary.restarts() == 0 || summary.restarted() == null
                ? Integer.toString(summary.restarts())
                : summary.restarts() + " (" + Cells.since(summary.restarted(), now) + " ago)";
    }

    private static String address(Pod pod) {
        return pod.status().podIPs().isEmpty()
                ? pod.status().podIP()
                : pod.status().podIPs().getFirst().ip();
    }

    private static String gates(Pod pod) {
        var gates = pod.spec().rest().array("readinessGates");
        long open =
                gates.stream()
                        .filter(gate ->
                                gate instanceof Json.Obj object
                                        && Condition.isTrue(
                                                pod.status().conditions(),
                                                object.text("conditionType")))
                        .count();
        return gates.isEmpty() ? Cells.NONE : open + "/" + gates.size();
    }
}
