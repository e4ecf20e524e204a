package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The labels by which a resource's objects can be selected by field: as upstream's
/// `AddFieldLabelConversionFunc` of each kind has them.
///
/// @param fields the path of the stored field that each label means
/// @param complaint what upstream says of any other label, with `%s` in its place
record FieldLabels(SortedMap<String, String> fields, String complaint) {
    private static final String UNSUPPORTED = "field label not supported: %s";

    FieldLabels {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    static FieldLabels of(Served served) {
        return switch (served.resource()) {
            case "certificatesigningrequests.certificates.k8s.io" ->
                    only(UNSUPPORTED, "metadata.name", "spec.signerName");
            case "events" ->
                    named(
                            UNSUPPORTED,
                            "involvedObject.apiVersion",
                            "involvedObject.fieldPath",
                            "involvedObject.kind",
                            "involvedObject.name",
                            "involvedObject.namespace",
                            "involvedObject.resourceVersion",
                            "involvedObject.uid",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type");
            case "events.events.k8s.io" -> regarding();
            case "jobs.batch" ->
                    named("field label %s not supported for batchv1.Job")
                            .with("status.successful", "status.succeeded");
            case "namespaces" -> only(UNSUPPORTED, "metadata.name", "status.phase");
            case "nodes" -> only(UNSUPPORTED, "metadata.name", "spec.unschedulable");
            case "pods" ->
                    named(
                                    UNSUPPORTED,
                                    "spec.hostNetwork",
                                    "spec.nodeName",
                                    "spec.restartPolicy",
                                    "spec.schedulerName",
                                    "spec.serviceAccountName",
                                    "status.nominatedNodeName",
                                    "status.phase",
                                    "status.podIP",
                                    "status.podIPs")
                            // From before nodes were called so.
                            .with("spec.host", "spec.nodeName");
            case "replicasets.apps", "replicationcontrollers" ->
                    named(UNSUPPORTED, "status.replicas");
            case "resourceslices.resource.k8s.io" ->
                    only(
                            "field label not supported for "
                                    + served.apiVersion()
                                    + ", Kind=ResourceSlice: %s",
                            "metadata.name",
                            "spec.driver",
                            "spec.nodeName");
            case "secrets" -> named(UNSUPPORTED, "type");
            case "services" -> named(UNSUPPORTED, "spec.clusterIP", "spec.type");
            default ->
                    named(
                            "%s is not a known field selector: only \"metadata.name\","
                                    + " \"metadata.namespace\"");
        };
    }

    private static FieldLabels only(String complaint, String... labels) {
        var fields = new TreeMap<String, String>();
        List.of(labels).forEach(label -> fields.put(label, label));
        return new FieldLabels(fields, complaint);
    }

    private static FieldLabels named(String complaint, String... labels) {
        return only(complaint, labels)
                .with("metadata.name", "metadata.name")
                .with("metadata.namespace", "metadata.namespace");
    }

    private static FieldLabels regarding() {
        var labels =
                named(UNSUPPORTED, "reason", "type")
                        .with("reportingController", "reportingComponent");
        for (String part :
                List.of(
                        "apiVersion",
                        "fieldPath",
                        "kind",
                        "name",
                        "namespace",
                        "resourceVersion",
                        "uid")) {
            labels = labels.with("regarding." + part, "involvedObject." + part);
        }
        return labels;
    }

    private FieldLabels with(String label, String field) {
        var more = new TreeMap<>(fields);
        more.put(label, field);
        return new FieldLabels(more, complaint);
    }

    /// {@return the path of the field that a label means}
    ///
    /// @throws Malformed for a label that the kind does not have
    String field(String label) {
        String field = fields.get(label);
        if (field == null) {
            boolean quoted = !complaint.endsWith("%s");
            throw new Malformed(
                    complaint.replace("%s", quoted ? new Json.Text(label).toString() : label));
        }
        return field;
    }
}
