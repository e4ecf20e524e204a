package dev.wavetank.contract;

import java.util.Comparator;
import java.util.Map;

/// Group, version and kind; the core group is the empty string.
record Gvk(String group, String version, String kind) implements Comparable<Gvk> {
    private static final Comparator<Gvk> ORDER =
            Comparator.comparing(Gvk::group).thenComparing(Gvk::version).thenComparing(Gvk::kind);

    @Override
    public int compareTo(Gvk other) {
        return ORDER.compare(this, other);
    }

    /// As the `x-kubernetes-group-version-kind` extension writes it.
    Map<String, Object> json() {
        var json = Json.object();
        json.put("group", group);
        json.put("version", version);
        json.put("kind", kind);
        return json;
    }
}
