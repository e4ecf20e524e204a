package dev.wavetank.cli.why;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object with those whose decisions concern it: its owners, and what it owns down to its pods.
final class Family {
    /// Where what an object owns is looked for.
    private static final List<String> OWNED = List.of("replicasets", "pods");

    private final ApiClient api;
    private final Discovery discovery;
    private final String namespace;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /// One of them.
    record Member(ResourceType type, Json.Obj object) {
        String uid() {
            return object.object("metadata").text("uid");
        }

        /// {@return such as `pod/web-1`}
        String name() {
            return type.named(object.object("metadata").text("name"));
        }

        boolean isPod() {
            return type.group().isEmpty() && type.kind().equals("Pod");
        }
    }

    private Family(ApiClient api, Discovery discovery, String namespace) {
        this.api = api;
        this.discovery = discovery;
        this.namespace = namespace;
    }

    /// {@return the object first, then its owners, then what it owns}
    static List<Member> of(Member object, ApiClient api, Discovery discovery, String namespace)
            throws Refused {
        var family = new Family(api, discovery, namespace);
        family.add(object);
        family.addOwners(object);
        if (object.type().kind().equals("Node")) {
            family.addPodsOn(object);
        } else if (object.type().namespaced() && !object.isPod()) {
            family.addOwned(object);
        }
        return List.copyOf(family.members.values());
    }

    private boolean add(Member member) {
        return members.putIfAbsent(member.uid(), member) == null;
    }

    private void addOwners(Member of) throws Refused {
        for (Json reference : of.object().object("metadata").array("ownerReferences")) {
            var owner = (Json.Obj) reference;
            ResourceType type = discovery.find(owner.text("apiVersion"), owner.text("kind"));
            if (type != null) {
                addOwner(type, owner);
            }
        }
    }

    private void addOwner(ResourceType type, Json.Obj reference) throws Refused {
        Json.Obj object;
        try {
            object = api.get(type.path(namespace, reference.text("name")));
        } catch (Refused refused) {
            if (refused.notFound()) {
                return;
            }
            throw refused;
        }
        var owner = new Member(type, object);
        if (owner.uid().equals(reference.text("uid")) && add(owner)) {
            addOwners(owner);
        }
    }

    private void addOwned(Member root) throws Refused {
        var owners = new ArrayList<String>();
        owners.add(root.uid());
        for (String plural : OWNED) {
            ResourceType type = discovery.named(plural);
            for (Json each : api.get(type.path(namespace)).array("items")) {
                var member = new Member(type, (Json.Obj) each);
                if (ownedBy(member.object(), owners)) {
                    owners.add(member.uid());
                    add(member);
                }
            }
        }
    }

    private static boolean ownedBy(Json.Obj object, List<String> owners) {
        for (Json reference : object.object("metadata").array("ownerReferences")) {
            if (owners.contains(((Json.Obj) reference).text("uid"))) {
                return true;
            }
        }
        return false;
    }

    private void addPodsOn(Member node) throws Refused {
        ResourceType pods = discovery.named("pods");
        String name = node.object().object("metadata").text("name");
        String on = query("fieldSelector", "spec.nodeName=" + name);
        for (Json each : api.get(pods.path("") + on).array("items")) {
            add(new Member(pods, (Json.Obj) each));
        }
    }
}
