package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Resource;

/// An object that breaks whoever stamps it: a bug, as the writer may meet one.
record BrokenObject() implements Resource {
    @Override
    public Kind<Generic> kind() {
        return Kind.generic("x.io", "v1", "Broken", "brokens", false);
    }

    @Override
    public Meta meta() {
        return Meta.of("", "broken");
    }

    @Override
    public Resource withMeta(Meta meta) {
        throw new IllegalStateException("a bug");
    }

    @Override
    public Json.Obj tree() {
        return Json.Obj.EMPTY;
    }
}
