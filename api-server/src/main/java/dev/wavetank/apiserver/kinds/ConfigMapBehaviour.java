package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Names;

/// ConfigMaps: their keys become file names, and they can be sealed.
final class ConfigMapBehaviour implements KindBehaviour<Generic> {
    /// Upstream's MaxSecretSize, which holds for both: 1 MiB.
    static final int BYTES_MAX = 1 << 20;

    @Override
    public Kind<Generic> kind() {
        return Kind.generic("", "v1", "ConfigMap", "configmaps", true);
    }

    @Override
    public void validate(Generic object, Problems problems) {
        var data = object.body().object("data");
        var binary = object.body().object("binaryData");
        checkKeys("data", data, problems);
        checkKeys("binaryData", binary, problems);
        data.forEach((key, _) -> {
            if (binary.has(key)) {
                problems.invalid(
                        "data[" + key + "]", key, "duplicate of key present in binaryData");
            }
        });
        if (size(data) + size(binary) > BYTES_MAX) {
            problems.tooLong("", "must have at most " + BYTES_MAX + " bytes");
        }
    }

    static void checkKeys(String field, Json.Obj data, Problems problems) {
        data.forEach((key, _) -> {
            for (var wrong : Names.configKey(key)) {
                problems.invalid(field + "[" + key + "]", key, wrong);
            }
        });
    }

    static long size(Json.Obj data) {
        long size = 0;
        for (int i = 0; i < data.size(); i++) {
            size += data.name(i).length();
            size += data.value(i) instanceof Json.Text text ? text.value().length() : 0;
        }
        return size;
    }

    @Override
    public void validateUpdate(Generic stored, Generic object, Problems problems) {
        checkSealed(stored, object, problems, "data", "binaryData");
    }

    /// What was marked `immutable` stays so, and its data stays as it is.
    static void checkSealed(Generic stored, Generic object, Problems problems, String... fields) {
        if (!isSealed(stored)) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!isSealed(object)) {
            problems.forbidden("immutable", why);
        }
        for (var field : fields) {
            if (!stored.body().object(field).equals(object.body().object(field))) {
                problems.forbidden(field, why);
            }
        }
    }

    private static boolean isSealed(Generic object) {
        return object.body().get("immutable") instanceof Json.Bool bool && bool.value();
    }
}
