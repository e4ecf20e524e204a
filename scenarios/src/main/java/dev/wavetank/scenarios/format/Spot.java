package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Places;

import java.util.ArrayList;
import java.util.List;

/// A value at its place in a document.
///
/// @param path from the document: `spec.method[2].fault`
public record Spot(Source source, String path, Json value) {
    /// {@return whether there is a member of this name; one that is `null` counts as absent}
    public boolean has(String name) {
        return !member(name).value().equals(Json.NULL);
    }

    /// {@return the member; with the value `null` when there is none}
    public Spot member(String name) {
        Json found = value instanceof Json.Obj object ? object.get(name) : null;
        return new Spot(source, Places.member(path, name), found == null ? Json.NULL : found);
    }

    /// {@return the items of the list; none when it is something else}
    public List<Spot> items() {
        var items = new ArrayList<Spot>();
        if (value instanceof Json.Arr array) {
            for (Json item : array.items()) {
                items.add(new Spot(source, Places.item(path, items.size()), item));
            }
        }
        return items;
    }

    /// {@return the same spot with another value}
    public Spot with(Json other) {
        return new Spot(source, path, other);
    }

    /// {@return the text of a member; "" when there is none or it is something else}
    public String text(String name) {
        return value instanceof Json.Obj object ? object.text(name) : "";
    }
}
