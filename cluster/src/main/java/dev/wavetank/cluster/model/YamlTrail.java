package dev.wavetank.cluster.model;

import dev.wavetank.cluster.model.Places.Place;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Notes where values stand while [YamlReader] comes past them; or nothing, when nobody asks, since
/// paths cost more than reading does.
final class YamlTrail {
    private final boolean asked;
    private final TreeMap<String, Place> values = new TreeMap<>();
    private final TreeMap<String, Place> names = new TreeMap<>();
    private final List<String> repeated = new ArrayList<>();
    private String path = "";
    private Optional<Mark> last = Optional.empty();

    YamlTrail(boolean asked) {
        this.asked = asked;
    }

    void start() {
        values.clear();
        names.clear();
        repeated.clear();
        path = "";
    }

    Places places() {
        return new Places(values, names, repeated);
    }

    /// {@return the path so far, for [#back]}
    String intoMember(String name, Event key) {
        String before = path;
        if (asked) {
            path = Places.member(path, name);
            if (names.put(path, place(key.getStartMark())) != null) {
                repeated.add(path);
            }
        }
        return before;
    }

    /// {@return the path so far, for [#back]}
    String intoItem(int index) {
        String before = path;
        if (asked) {
            path = Places.item(path, index);
        }
        return before;
    }

    void back(String before) {
        path = before;
    }

    /// {@return where the value stands that was come to last}
    Place last() {
        return place(last);
    }

    void value(Event event) {
        last = event.getStartMark();
        if (asked) {
            values.put(path, place(event.getStartMark()));
        }
    }

    static Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
    }
}
