package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Kind;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The fields by which objects can be selected: as upstream's `AddFieldLabelConversion` and
/// selectable fields have them.
final class FieldLabels {
    private FieldLabels() {}

    static SortedSet<String> of(Kind<?> kind) {
        var labels = new TreeSet<String>();
        labels.add("metadata.name");
        if (kind.namespaced()) {
            labels.add("metadata.namespace");
        }
        labels.addAll(
                switch (kind.resource()) {
                    case "certificatesigningrequests.certificates.k8s.io" ->
                            List.of("spec.signerName");
                    case "events" ->
                            List.of(
                                    "involvedObject.apiVersion",
                                    "involvedObject.fieldPath",
                                    "involvedObject.kind",
                                    "involvedObject.name",
                                    "involvedObject.namespace",
                                    "involvedObject.resourceVersion",
                                    "involvedObject.uid",
                                    "reason",
                                    "reportingComponent",
                                    "type");
                    case "namespaces" -> List.of("status.phase");
                    case "nodes" -> List.of("spec.unschedulable");
                    case "pods" ->
                            List.of(
                                    "spec.hostNetwork",
                                    "spec.nodeName",
                                    "spec.restartPolicy",
                                    "spec.schedulerName",
                                    "spec.serviceAccountName",
                                    "status.nominatedNodeName",
                                    "status.phase",
                                    "status.podIP");
                    case "replicasets.apps", "replicationcontrollers" -> List.of("status.replicas");
                    case "secrets" -> List.of("type");
                    case "services" -> List.of("spec.clusterIP", "spec.type");
                    default -> List.<String>of();
                });
        return Collections.unmodifiableSortedSet(labels);
    }
}
