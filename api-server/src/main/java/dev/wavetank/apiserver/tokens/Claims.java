package dev.wavetank.apiserver.tokens;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a token says of a service account; times to the second.
///
/// @param audiences for whom it is
/// @param issued also when it begins to count
/// @param warnAfter from when its use is news, though it still counts; null for never
/// @param id unlike that of any other token
/// @param bound the objects without which it does not count, and the node of such a pod, by their
///   names in the token: `node`, `pod`, `secret`
public record Claims(
        List<String> audiences,
        Instant issued,
        Instant expires,
        @Nullable Instant warnAfter,
        String id,
        String namespace,
        Named account,
        SortedMap<String, Named> bound) {
    /// Who issues the tokens of a cluster, and for whom they are unless somebody else is named;
    /// kubeadm's.
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final String OWN = "kubernetes.io";
    private static final String ACCOUNT = "serviceaccount";
    private static final List<String> BOUND = List.of("node", "pod", "secret");

    public Claims {
        audiences = List.copyOf(audiences);
        bound = Collections.unmodifiableSortedMap(new TreeMap<>(bound));
    }

    /// An object, and no later one of its name.
    public record Named(String name, String uid) {
        private Json.Obj json() {
            var json = Json.Obj.builder().put("name", name);
            return (uid.isEmpty() ? json : json.put("uid", uid)).build();
        }

        private static Named of(Json.Obj json) {
            return new Named(json.text("name"), json.text("uid"));
        }
    }

    /// {@return the user that the account is}
    public String subject() {
        return "system:serviceaccount:" + namespace + ":" + account.name();
    }

    Json.Obj json() {
        var own = Json.Obj.builder().put("namespace", namespace).put(ACCOUNT, account.json());
        bound.forEach((what, object) -> own.put(what, object.json()));
        if (warnAfter != null) {
            own.put("warnafter", warnAfter.getEpochSecond());
        }
        return Json.Obj.builder()
                .put("aud", new Json.Arr(audiences.stream().<Json>map(Json.Text::new).toList()))
                .put("exp", expires.getEpochSecond())
                .put("iat", issued.getEpochSecond())
                .put("iss", ISSUER)
                .put("jti", id)
                .put(OWN, own.build())
                .put("nbf", issued.getEpochSecond())
                .put("sub", subject())
                .build();
    }

    /// @param json what this key signed, and so what [#json] made
    static Claims of(Json.Obj json) {
        var audiences = new ArrayList<String>();
        json.array("aud").forEach(each -> audiences.add(((Json.Text) each).value()));
        var own = json.object(OWN);
        var bound = new TreeMap<String, Named>();
        for (String what : BOUND) {
            if (own.has(what)) {
                bound.put(what, Named.of(own.object(what)));
            }
        }
        return new Claims(
                audiences,
                seconds(json, "iat"),
                seconds(json, "exp"),
                own.has("warnafter") ? seconds(own, "warnafter") : null,
                json.text("jti"),
                own.text("namespace"),
                Named.of(own.object(ACCOUNT)),
                bound);
    }

    private static Instant seconds(Json.Obj json, String name) {
        return json.get(name) instanceof Json.Num number
                ? Instant.ofEpochSecond(Long.parseLong(number.toString()))
                : Instant.EPOCH;
    }
}
