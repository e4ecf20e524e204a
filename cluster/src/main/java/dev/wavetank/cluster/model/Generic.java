package dev.wavetank.cluster.model;

/// An object of a kind on which Wavetank does not act: served, stored and watched like any other.
///
/// @param body everything but `apiVersion`, `kind` and `metadata`
public record Generic(Kind<?> kind, Meta meta, Json.Obj body) implements Resource {
    static Generic read(Kind<?> kind, Json.Obj bare) {
        Meta meta =
                switch (bare.get("metadata")) {
                    case Json.Obj object -> Shape.of(Meta.class).read(object, "metadata");
                    case Json.Null _ -> Meta.EMPTY;
                    case null -> Meta.EMPTY;
                    case Json other ->
                            throw new Malformed("metadata: found " + other + ", wanted an object");
                };
        return new Generic(kind, meta, bare.without("metadata"));
    }

    @Override
    public Json.Obj tree() {
        return body.with("apiVersion", kind.apiVersion())
                .with("kind", kind.name())
                .with("metadata", Shape.of(Meta.class).write(meta));
    }

    @Override
    public Generic withStatusOf(Resource stored) {
        Json status = ((Generic) stored).body.get("status");
        return new Generic(
                kind, meta, status == null ? body.without("status") : body.with("status", status));
    }

    @Override
    public Generic withMeta(Meta changed) {
        return new Generic(kind, changed, body);
    }
}
