package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Pod;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// What stands in the place of a service account's token: it reads as one, and nobody signed it.
final class ServiceAccountToken {
    /// Upstream's WarnOnlyBoundTokenExpirationSeconds, an hour and seven seconds.
    private static final Duration LIFE = Duration.ofSeconds(3607);

    private ServiceAccountToken() {}

    static byte[] of(Pod pod, Instant since) {
        var head = Json.Obj.builder().put("alg", "none").put("typ", "JWT").build();
        String account = pod.spec().serviceAccountName();
        var claims =
                Json.Obj.builder()
                        .put(
                                "aud",
                                new Json.Arr(
                                        List.of(
                                                new Json.Text(
                                                        "https://kubernetes.default.svc.cluster.local"))))
                        .put("exp", since.plus(LIFE).getEpochSecond())
                        .put("iat", since.getEpochSecond())
                        .put("iss", "https://kubernetes.default.svc.cluster.local")
                        .put(
                                "sub",
                                "system:serviceaccount:" + pod.meta().namespace() + ":" + account)
                        .build();
        return (part(head) + "." + part(claims) + ".").getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(Json.Obj json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.bytes(json));
    }
}
