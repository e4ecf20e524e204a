package dev.wavetank.cluster.model;

import java.util.List;

/// A kind of object that a cluster holds: the version it is stored in, its names, and the record
/// that stands for it.
///
/// Kinds are data, registered by whoever knows them; nothing switches over them. Two kinds are the
/// same when group and plural are, since a cluster stores a resource in one version only.
///
/// @param group the API group; "" for the core group
/// @param version the stored version, such as `v1`
/// @param name the kind's name, such as `Pod`
/// @param plural the resource's name in paths, such as `pods`
/// @param namespaced whether objects live in a namespace
/// @param type the record; [Generic] for kinds on which Wavetank does not act
public record Kind<R extends Resource>(
        String group, String version, String name, String plural, boolean namespaced, Class<R> type)
        implements Comparable<Kind<?>> {

    private static final List<String> TYPE_NAMES = List.of("apiVersion", "kind");

    /// {@return a kind without a record of its own}
    public static Kind<Generic> generic(
            String group, String version, String name, String plural, boolean namespaced) {
        return new Kind<>(group, version, name, plural, namespaced, Generic.class);
    }

    /// {@return `v1`, or `apps/v1` for a group other than the core one}
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// {@return `pods`, or `deployments.apps` for a group other than the core one}
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// {@return the object in this tree; its `apiVersion` and `kind` are not looked at}
    ///
    /// @throws Malformed naming the first field of the wrong type
    public R read(Json.Obj tree) {
        return type.cast(
                type == Generic.class
                        ? Generic.read(this, tree.without("apiVersion").without("kind"))
                        : Shape.of(type.asSubclass(Record.class)).read(tree, "", TYPE_NAMES));
    }

    /// {@return the tree of an object of this kind, `apiVersion` and `kind` included}
    <T extends Record> Json.Obj tree(T resource, Class<T> type) {
        var tree = Json.Obj.builder().put("apiVersion", apiVersion()).put("kind", name);
        Shape.of(type).write(resource, tree);
        return tree.build();
    }

    /// {@return the text of the tree of an object of this kind, in UTF-8}
    ///
    /// The tree itself is not made, which is half the work.
    static byte[] bytes(Resource resource) {
        var kind = resource.kind();
        if (!(resource instanceof Record record) || kind.type == Generic.class) {
            return JsonText.bytes(resource.tree());
        }
        var type =
                Json.Obj.of("apiVersion", new Json.Text(kind.apiVersion())).with("kind", kind.name);
        return JsonText.bytes(out -> Shape.of(record.getClass()).text(record, type, out));
    }

    /// {@return what an object of this kind is called}
    public Ref ref(String namespace, String name) {
        return new Ref(this, new Key(namespace, name));
    }

    /// {@return what an object of this kind is called}
    public Ref ref(Key key) {
        return new Ref(this, key);
    }

    @Override
    public int compareTo(Kind<?> other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : plural.compareTo(other.plural);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kind<?> kind
                && group.equals(kind.group)
                && plural.equals(kind.plural);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + plural.hashCode();
    }

    @Override
    public String toString() {
        return resource();
    }
}
