package dev.wavetank.cluster.model;

/// What an object is called among those of its kind; also what a controller works on at a time.
///
/// @param namespace the namespace; "" for objects without one
/// @param name the name
public record Key(String namespace, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
