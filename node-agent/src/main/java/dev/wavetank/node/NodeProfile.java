package dev.wavetank.node;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Taint;

import java.util.List;
import java.util.SortedMap;

/// What a node is: its name, its addresses and what it has.
///
/// @param ip its own address
/// @param podCidr where its pods' addresses come from, such as `10.244.1.0/24`
/// @param capacity `cpu`, `memory`, `pods`, `ephemeral-storage`; all of it is for pods
/// @param labels beside those that every node has; such as `topology.kubernetes.io/zone`
/// @param taints with which it is registered; later ones are not its business
/// @param containerRuntime which runtime it has, such as `wavetank://0.1.0`
/// @param bootId another one each time that the machine is switched on
public record NodeProfile(
        String name,
        String ip,
        String podCidr,
        SortedMap<String, Quantity> capacity,
        SortedMap<String, String> labels,
        List<Taint> taints,
        String containerRuntime,
        String bootId) {

    /// {@return the same node after it was switched on anew}
    public NodeProfile booted(String id) {
        return new NodeProfile(name, ip, podCidr, capacity, labels, taints, containerRuntime, id);
    }
}
