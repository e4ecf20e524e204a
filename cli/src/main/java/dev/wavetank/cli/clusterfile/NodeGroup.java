package dev.wavetank.cli.clusterfile;

import dev.wavetank.cli.folder.MachineJson;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.scenarios.format.Says;
import dev.wavetank.tank.Blueprint.Machine;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Equal nodes of a cluster.
///
/// @param name of the only one; of several the part before their numbers
@Says("a group of equal nodes")
public record NodeGroup(
        @Says(
                        value = "the name of the only node, of several the part before -1, -2, ...",
                        otherwise = "node")
                String name,
        @Says(value = "how many nodes", otherwise = "1") int count,
        @Says(value = "what each offers, in cores", otherwise = "4") Quantity cpu,
        @Says(value = "what each offers, in bytes", otherwise = "8Gi") Quantity memory,
        @Says("where they stand, in turns: the label topology.kubernetes.io/zone")
                List<String> zones,
        @Says("labels of their Nodes") SortedMap<String, String> labels,
        @Says("taints of their Nodes") List<NodeTaint> taints,
        @Says(value = "what runs their containers: simulated or docker", otherwise = "simulated")
                String runtime) {
    public NodeGroup {
        zones = List.copyOf(zones);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
    }

    /// A taint of the group's nodes.
    @Says("a taint")
    public record NodeTaint(
            @Says("its key") String key,
            @Says("its value") @Nullable String value,
            @Says("NoSchedule, PreferNoSchedule or NoExecute") String effect) {
        Taint taint() {
            return new Taint(key, value == null ? "" : value, effect, null, Json.Obj.EMPTY);
        }
    }

    /// {@return one of the machines}
    ///
    /// @param place in the group, counted from 0
    /// @param number in the cluster, counted from 1
    Machine machine(int place, int number) {
        var all = new TreeMap<>(labels);
        if (!zones.isEmpty()) {
            all.put(Machine.ZONE, zones.get(place % zones.size()));
        }
        return new Machine(
                nodeName(place),
                number,
                cpu,
                memory,
                all,
                taints.stream().map(NodeTaint::taint).toList(),
                MachineJson.runtime(runtime));
    }

    /// {@return `worker` for the only one, else `worker-1`; `node-1` always has its number}
    String nodeName(int place) {
        return count == 1 && !name.equals("node") ? name : name + "-" + (place + 1);
    }
}
