package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cluster.model.Json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeSet;

/// How many nodes are Ready and known to be alive.
final class NodesReady {
    private NodesReady() {}

    /// {@return whether a node says it is Ready}
    static boolean ready(Json.Obj node) {
        for (Json condition : node.object("status").array("conditions")) {
            if (condition instanceof Json.Obj each
                    && each.text("type").equals("Ready")
                    && each.text("status").equals("True")) {
                return true;
            }
        }
        return false;
    }

    /// {@return how many nodes are Ready and have given a sign of life since a moment}
    ///
    /// What a node said before the server's last life ended would count otherwise.
    static int since(Instant moment, ApiClient api) throws Refused {
        var alive = new TreeSet<String>();
        Json.Obj leases = api.get("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases");
        for (Json lease : leases.array("items")) {
            var object = (Json.Obj) lease;
            try {
                if (!Instant.parse(object.object("spec").text("renewTime")).isBefore(moment)) {
                    alive.add(object.object("metadata").text("name"));
                }
            } catch (DateTimeException never) {
                // A lease that was never renewed.
            }
        }
        int count = 0;
        for (Json node : api.get("/api/v1/nodes").array("items")) {
            var object = (Json.Obj) node;
            if (ready(object) && alive.contains(object.object("metadata").text("name"))) {
                count++;
            }
        }
        return count;
    }
}
