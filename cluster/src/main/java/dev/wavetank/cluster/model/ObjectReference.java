package dev.wavetank.cluster.model;

/// Which object is meant.
public record ObjectReference(
        String kind,
        String namespace,
        String name,
        String uid,
        String apiVersion,
        String resourceVersion,
        String fieldPath) {
    public static ObjectReference to(Resource object) {
        return new ObjectReference(
                object.kind().name(),
                object.meta().namespace(),
                object.meta().name(),
                object.meta().uid(),
                object.kind().apiVersion(),
                Long.toString(object.meta().resourceVersion()),
                "");
    }

    public ObjectReference withFieldPath(String path) {
        return new ObjectReference(kind, namespace, name, uid, apiVersion, resourceVersion, path);
    }
}
