package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The ReplicaSets of a Deployment: its history.
///
/// @param sets oldest first
/// @param newest the one with the Deployment's present template, once the controller has made it
public record Revisions(List<Item> sets, Optional<Item> newest) {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String CAUSE = "kubernetes.io/change-cause";
    private static final String HASH = "pod-template-hash";

    private static final ResourceType REPLICA_SETS =
            new ResourceType(
                    "apps",
                    "v1",
                    "replicasets",
                    "replicaset",
                    "ReplicaSet",
                    true,
                    List.of("rs"),
                    List.of());

    public static Revisions of(Item deployment, ApiClient api) throws Refused {
        var sets = new ArrayList<Item>();
        String labels = labels(deployment.spec().object("selector"));
        String path = REPLICA_SETS.path(deployment.namespace());
        for (Json each : api.get(path + query("labelSelector", labels)).array("items")) {
            var set = new Item(REPLICA_SETS, (Json.Obj) each);
            if (ownedBy(set, deployment.uid())) {
                sets.add(set);
            }
        }
        sets.sort(
                Comparator.comparing((Item set) -> set.meta().text("creationTimestamp"))
                        .thenComparing(Item::name));
        Json.Obj template = deployment.spec().object("template");
        return new Revisions(
                List.copyOf(sets),
                sets.stream().filter(set -> template(set).equals(template)).findFirst());
    }

    private static String labels(Json.Obj selector) {
        var labels = new ArrayList<String>();
        selector.object("matchLabels")
                .forEach((name, value) -> labels.add(name + "=" + ((Json.Text) value).value()));
        return String.join(",", labels);
    }

    private static boolean ownedBy(Item set, String uid) {
        return set.meta().array("ownerReferences").stream()
                .anyMatch(each -> ((Json.Obj) each).text("uid").equals(uid));
    }

    /// {@return those with another template than the Deployment's}
    public List<Item> old() {
        return sets.stream()
                .filter(set -> newest.map(one -> !one.equals(set)).orElse(true))
                .toList();
    }

    /// {@return the number of a ReplicaSet in the history; 0 when it has none}
    public static long revision(Item set) {
        String text = set.meta().object("annotations").text(REVISION);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /// {@return why it was made, as whoever did it annotated it}
    public static String cause(Item set) {
        String cause = set.meta().object("annotations").text(CAUSE);
        return cause.isEmpty() ? "<none>" : cause;
    }

    /// {@return the template that a Deployment had for this ReplicaSet}
    public static Json.Obj template(Item set) {
        Json.Obj template = set.spec().object("template");
        Json.Obj meta = template.object("metadata");
        return template.with("metadata", meta.with("labels", meta.object("labels").without(HASH)));
    }

    /// {@return those with a number, the lowest first}
    public List<Item> numbered() {
        return sets.stream()
                .filter(set -> revision(set) > 0)
                .sorted(Comparator.comparingLong(Revisions::revision))
                .toList();
    }
}
