package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Where the changes of one kind are waited for: by what the fan-out is indexed.
///
/// @param namespace "" for all
/// @param name "" for all
/// @param node the node of pods; "" for all, else the other two are ""
record Place(String namespace, String name, String node) {
    private static final Place EVERYWHERE = new Place("", "", "");

    /// {@return the narrowest place at which everything is told that this asks for}
    static Place of(Query query) {
        if (!query.name().isEmpty()) {
            return new Place(query.namespace(), query.name(), "");
        } else if (!query.node().isEmpty()) {
            return new Place("", "", query.node());
        }
        return new Place(query.namespace(), "", "");
    }

    /// {@return the places that a change concerns}
    static List<Place> of(Change change) {
        var places = new ArrayList<Place>(6);
        String namespace = change.object().meta().namespace();
        String name = change.object().meta().name();
        places.add(EVERYWHERE);
        places.add(new Place("", name, ""));
        if (!namespace.isEmpty()) {
            places.add(new Place(namespace, "", ""));
            places.add(new Place(namespace, name, ""));
        }
        String from = node(change.before());
        String to = node(change.after());
        if (!to.isEmpty()) {
            places.add(new Place("", "", to));
        }
        if (!from.isEmpty() && !from.equals(to)) {
            places.add(new Place("", "", from));
        }
        return places;
    }

    private static String node(@Nullable Resource object) {
        return object instanceof Pod pod ? pod.spec().nodeName() : "";
    }
}
