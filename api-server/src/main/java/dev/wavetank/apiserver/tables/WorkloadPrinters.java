package dev.wavetank.apiserver.tables;

import java.util.List;
import java.util.Locale;

/// Workloads other than Deployments and ReplicaSets, which have records.
final class WorkloadPrinters {
    private static final String TEMPLATE = "spec.template";

    private WorkloadPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                replicationControllers(),
                daemonSets(),
                statefulSets(),
                controllerRevisions(),
                podTemplates());
    }

    private static TreePrinter replicationControllers() {
        return TreePrinter.of("", "v1", "ReplicationController", "replicationcontrollers", true)
                .number("Desired", "How many pods there should be.", "spec.replicas")
                .number("Current", "How many pods there are.", "status.replicas")
                .number("Ready", "How many of the pods are ready.", "status.readyReplicas")
                .age()
                .containers(TEMPLATE)
                .wide("Selector", "Which pods belong to it.", row -> row.labels("spec.selector"));
    }

    private static TreePrinter daemonSets() {
        return TreePrinter.of("apps", "v1", "DaemonSet", "daemonsets", true)
                .number(
                        "Desired",
                        "How many nodes should run its pod.",
                        "status.desiredNumberScheduled")
                .number("Current", "How many nodes have it.", "status.currentNumberScheduled")
                .number("Ready", "How many of the pods are ready.", "status.numberReady")
                .number(
                        "Up-to-date",
                        "How many pods have the newest template.",
                        "status.updatedNumberScheduled")
                .number(
                        "Available",
                        "How many pods have been ready for long enough.",
                        "status.numberAvailable")
                .text(
                        "Node Selector",
                        "Which nodes it is for.",
                        row -> row.labels(TEMPLATE + ".spec.nodeSelector"))
                .age()
                .containers(TEMPLATE)
                .wide("Selector", "Which pods belong to it.", row -> row.selector("spec.selector"));
    }

    private static TreePrinter statefulSets() {
        return TreePrinter.of("apps", "v1", "StatefulSet", "statefulsets", true)
                .text(
                        "Ready",
                        "Number of the pod with ready state",
                        row ->
                                row.number("status.readyReplicas")
                                        + "/"
                                        + row.number("spec.replicas"))
                .age()
                .containers(TEMPLATE);
    }

    private static TreePrinter controllerRevisions() {
        return TreePrinter.of("apps", "v1", "ControllerRevision", "controllerrevisions", true)
                .text("Controller", "Whose template it keeps.", WorkloadPrinters::controller)
                .number("Revision", "Which of its revisions.", "revision")
                .age();
    }

    private static String controller(Row row) {
        var controller = row.object().meta().controller();
        if (controller == null) {
            return Cells.NONE;
        }
        int slash = controller.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : "." + controller.apiVersion().substring(0, slash);
        return (controller.kind() + group).toLowerCase(Locale.ROOT) + "/" + controller.name();
    }

    private static TreePrinter podTemplates() {
        return TreePrinter.of("", "v1", "PodTemplate", "podtemplates", true)
                .text(
                        "Containers",
                        "The names of the containers in the template.",
                        row -> row.ofContainers("template", "name"))
                .text(
                        "Images",
                        "The images of the containers in the template.",
                        row -> row.ofContainers("template", "image"))
                .text(
                        "Pod Labels",
                        "The labels of pods made from it.",
                        row -> row.labels("template.metadata.labels"));
    }
}
