package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

/// What an object is before it is created: the fields that Go's structs always have, which nobody
/// comes to own by filling them.
record Blank(Forms forms) {
    /// The one pointer whose default is an empty struct: it is absent until somebody fills it.
    private static final String POINTER = "securityContext";

    Json.Obj of(Type type) {
        var blank = Json.Obj.builder();
        for (Field field : type.fields().values()) {
            boolean struct =
                    (Json.Obj.EMPTY.equals(field.preset()) && !field.name().equals(POINTER))
                            || field.name().equals("metadata");
            boolean required = type.required().contains(field.name());
            if (field.shape() instanceof Shape.Ref ref && (struct || required)) {
                blank.put(field.name(), of(forms.schema().type(ref)));
            } else if (required) {
                blank.put(field.name(), Json.NULL);
            }
        }
        return blank.build();
    }
}
