package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.ObjectReference;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Spreads the endpoints of one set of ports over slices, changing as few slices as it can.
///
/// Endpoints stay where they are. Those that are gone leave; then, if slices change anyway, new
/// ones fill those up; what is left goes into a slice that has room for all of it, or into new
/// ones.
///
/// @param ports the ports that all these slices have
/// @param kept the slices there are, each with what it is to hold; an empty one is to go
/// @param added what further slices are to hold
record Slicing(
        List<EndpointPort> ports,
        SortedMap<String, List<Endpoint>> kept,
        List<List<Endpoint>> added) {
    /// Upstream's `--max-endpoints-per-slice`.
    static final int MAX = 100;

    /// {@return the new spread}
    ///
    /// @param wanted the endpoints by the uid of their pod
    static Slicing of(
            List<EndpointPort> ports,
            List<EndpointSlice> existing,
            SortedMap<String, Endpoint> wanted) {
        var left = new TreeMap<>(wanted);
        var kept = new TreeMap<String, List<Endpoint>>();
        var changing = new ArrayList<String>();
        for (var slice : existing) {
            var stay = new ArrayList<Endpoint>();
            for (var old : slice.endpoints()) {
                ObjectReference target = old.targetRef();
                Endpoint now = target == null ? null : left.remove(target.uid());
                if (now != null) {
                    stay.add(now);
                }
            }
            kept.put(slice.meta().name(), stay);
            if (!stay.equals(slice.endpoints())) {
                changing.add(slice.meta().name());
            }
        }
        var rest = new ArrayList<>(left.values());
        for (var name : changing) {
            var slice = kept.get(name);
            // A slice that lost all its endpoints goes, unless it is needed at once.
            while (slice != null && slice.size() < MAX && !rest.isEmpty()) {
                slice.add(rest.removeFirst());
            }
        }
        if (!rest.isEmpty()) {
            for (var slice : kept.values()) {
                if (slice.size() + rest.size() <= MAX) {
                    slice.addAll(rest);
                    rest.clear();
                    break;
                }
            }
        }
        var added = new ArrayList<List<Endpoint>>();
        for (int from = 0; from < rest.size(); from += MAX) {
            added.add(List.copyOf(rest.subList(from, Math.min(from + MAX, rest.size()))));
        }
        return new Slicing(ports, kept, added);
    }
}
