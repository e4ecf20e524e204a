package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Secrets: `stringData` is taken into `data`, the type is fixed and says which keys there must be.
final class SecretBehaviour implements KindBehaviour<Generic> {
    @Override
    public Kind<Generic> kind() {
        return Kind.generic("", "v1", "Secret", "secrets", true);
    }

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        var plain = tree.object("stringData");
        if (plain.isEmpty()) {
            return tree.without("stringData");
        }
        var data = Json.Obj.builder();
        tree.object("data").forEach(data::put);
        plain.forEach((key, value) -> {
            if (value instanceof Json.Text text) {
                byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
                data.put(key, Base64.getEncoder().encodeToString(bytes));
            }
        });
        return tree.without("stringData").with("data", data.build());
    }

    @Override
    public void validate(Generic object, Problems problems) {
        var data = object.body().object("data");
        ConfigMapBehaviour.checkKeys("data", data, problems);
        // Base64 is longer than what it stands for by a third.
        if (ConfigMapBehaviour.size(data) / 4 * 3 > ConfigMapBehaviour.BYTES_MAX) {
            problems.tooLong(
                    "data", "must have at most " + ConfigMapBehaviour.BYTES_MAX + " bytes");
        }
        if (object.body().text("type").equals("kubernetes.io/basic-auth")
                && !data.has("username")
                && !data.has("password")) {
            problems.required("data[username]", "");
            problems.required("data[password]", "");
        }
        for (var key : requiredKeys(object.body().text("type"))) {
            if (!data.has(key)) {
                problems.required("data[" + key + "]", "");
            }
        }
        if (object.body().text("type").equals("kubernetes.io/service-account-token")
                && object.meta().annotation("kubernetes.io/service-account.name").isEmpty()) {
            problems.required("metadata.annotations[kubernetes.io/service-account.name]", "");
        }
    }

    private static List<String> requiredKeys(String type) {
        return switch (type) {
            case "kubernetes.io/tls" -> List.of("tls.crt", "tls.key");
            case "kubernetes.io/dockerconfigjson" -> List.of(".dockerconfigjson");
            case "kubernetes.io/dockercfg" -> List.of(".dockercfg");
            case "kubernetes.io/ssh-auth" -> List.of("ssh-privatekey");
            default -> List.of();
        };
    }

    @Override
    public Generic updated(Generic stored, Generic object, Admission admission) {
        String type = stored.body().text("type");
        return object.body().text("type").isEmpty() && !type.isEmpty()
                ? new Generic(object.kind(), object.meta(), object.body().with("type", type))
                : object;
    }

    @Override
    public void validateUpdate(Generic stored, Generic object, Problems problems) {
        String type = object.body().text("type");
        if (!type.equals(stored.body().text("type"))) {
            problems.immutable("type", new Json.Text(type));
        }
        ConfigMapBehaviour.checkSealed(stored, object, problems, "data");
    }
}
