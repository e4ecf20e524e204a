package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

/// What differs between two trees of one type.
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
    static Comparison of(Json.Obj before, Json.Obj after, Type type, Forms forms) {
        var comparing = new Comparing(forms);
        comparing.compare(before, after, forms.of(type), FieldSet.Trail.START);
        return comparing.result();
    }

    FieldSet changed() {
        return added.union(modified);
    }

    /// {@return this, as far as a write of this scope can change anything}
    Comparison in(Scope scope) {
        return new Comparison(scope.of(added), scope.of(modified), scope.of(removed));
    }
}
