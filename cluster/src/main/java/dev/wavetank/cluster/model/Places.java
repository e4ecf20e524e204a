package dev.wavetank.cluster.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where the values of one YAML document stand in its text, by path: `spec.ports[0].name`,
/// `metadata.labels["app.kubernetes.io/name"]`; the path of the document itself is "".
///
/// What came by an alias or a merge has no place of its own: it is where these are.
public final class Places {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final SortedMap<String, Place> values;
    private final SortedMap<String, Place> names;
    private final List<String> repeated;

    /// A place in a text.
    ///
    /// @param line counted from 1
    /// @param column counted from 1, in code points
    public record Place(int line, int column) {
        static final Place START = new Place(1, 1);
    }

    Places(SortedMap<String, Place> values, SortedMap<String, Place> names, List<String> repeated) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        this.repeated = List.copyOf(repeated);
    }

    /// {@return the path of a member}
    public static String member(String path, String name) {
        if (!PLAIN.matcher(name).matches()) {
            return path + "[" + new Json.Text(name) + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /// {@return the path of an item, counted from 0}
    public static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    /// {@return where the value starts; if nothing is known of this path, where the innermost known
    /// value around it does}
    public Place ofValue(String path) {
        for (String known = path; !known.isEmpty(); known = around(known)) {
            var place = values.get(known);
            if (place != null) {
                return place;
            }
        }
        return values.getOrDefault("", Place.START);
    }

    /// {@return where the name of the member starts; if there is no such name, its value}
    public Place ofName(String path) {
        var place = names.get(path);
        return place == null ? ofValue(path) : place;
    }

    /// {@return the paths of members that stand there more than once; the last one counts, and its
    /// place is the one that is known}
    public List<String> repeated() {
        return repeated;
    }

    private static String around(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return path.substring(0, Math.max(end, 0));
    }
}
