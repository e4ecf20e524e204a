package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The defaults of a pod's spec that depend on other fields, wherever the spec stands.
final class PodDefaults {
    private static final List<String> CONTAINERS =
            List.of("containers", "initContainers", "ephemeralContainers");

    private PodDefaults() {}

    /// {@return the object with the defaults in the template at `spec.template.spec`, if any}
    static Json.Obj inTemplate(Json.Obj tree) {
        var spec = tree.object("spec");
        var template = spec.object("template");
        return template.object("spec").isEmpty()
                ? tree
                : tree.with(
                        "spec",
                        spec.with("template", template.with("spec", in(template.object("spec")))));
    }

    /// {@return the object with the defaults in the template of its `spec.jobTemplate`, if any}
    static Json.Obj inJobTemplate(Json.Obj tree) {
        var spec = tree.object("spec");
        var job = spec.object("jobTemplate");
        return job.isEmpty() ? tree : tree.with("spec", spec.with("jobTemplate", inTemplate(job)));
    }

    static Json.Obj in(Json.Obj spec) {
        boolean hostNetwork = spec.get("hostNetwork") instanceof Json.Bool bool && bool.value();
        var result = account(spec);
        for (var list : CONTAINERS) {
            result = each(result, list, container -> container(container, hostNetwork));
        }
        return each(
                result,
                "volumes",
                volume ->
                        volume.size() == 1 && volume.has("name")
                                ? volume.with("emptyDir", Json.Obj.EMPTY)
                                : volume);
    }

    /// The name and its deprecated twin are always equal.
    private static Json.Obj account(Json.Obj spec) {
        String name = spec.text("serviceAccountName");
        String account = name.isEmpty() ? spec.text("serviceAccount") : name;
        return account.isEmpty()
                ? spec
                : spec.with("serviceAccountName", account).with("serviceAccount", account);
    }

    private static Json.Obj each(Json.Obj object, String list, UnaryOperator<Json.Obj> change) {
        if (object.array(list).isEmpty()) {
            return object;
        }
        var changed = new ArrayList<Json>();
        for (var item : object.array(list)) {
            changed.add(item instanceof Json.Obj each ? change.apply(each) : item);
        }
        return object.with(list, new Json.Arr(changed));
    }

    private static Json.Obj container(Json.Obj container, boolean hostNetwork) {
        var result =
                container.text("imagePullPolicy").isEmpty()
                        ? container.with("imagePullPolicy", pullPolicy(container.text("image")))
                        : container;
        return hostNetwork ? each(result, "ports", PodDefaults::hostPort) : result;
    }

    private static Json.Obj hostPort(Json.Obj port) {
        var number = port.get("containerPort");
        return number == null || port.has("hostPort") ? port : port.with("hostPort", number);
    }

    /// An image that may change under its name is pulled always.
    static String pullPolicy(String image) {
        if (image.contains("@")) {
            return "IfNotPresent";
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon < 0 || last.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
    }
}
