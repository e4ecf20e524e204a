package dev.wavetank.apiserver.tokens;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// JSON Web Tokens (RFC 7519) in the compact form: head, claims and signature, joined by points.
final class Jwt {
    private Jwt() {}

    static String write(Json.Obj claims, SigningKey key) {
        var head = Json.Obj.builder().put("alg", key.algorithm()).put("kid", key.id()).build();
        String signed = part(JsonText.bytes(head)) + "." + part(JsonText.bytes(claims));
        return signed + "." + part(key.sign(bytes(signed)));
    }

    /// {@return the claims; null when it is no token or not one that this key signed}
    static Json.@Nullable Obj read(String token, SigningKey key) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            var head = object(parts[0]);
            boolean ours =
                    head.text("alg").equals(key.algorithm())
                            && head.text("kid").equals(key.id())
                            && key.signed(
                                    bytes(parts[0] + "." + parts[1]),
                                    Base64.getUrlDecoder().decode(parts[2]));
            return ours ? object(parts[1]) : null;
        } catch (Malformed | IllegalArgumentException noToken) {
            return null;
        }
    }

    private static Json.Obj object(String part) {
        return JsonText.read(Base64.getUrlDecoder().decode(part)) instanceof Json.Obj object
                ? object
                : Json.Obj.EMPTY;
    }

    private static String part(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /// What is not ASCII becomes something that nobody signed.
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
