package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Ref;

import java.util.ArrayList;
import java.util.List;

/// How what Kubernetes' REST API has no words for travels between a component in another process
/// and the API server: the names of the headers, and expectations and reasons as JSON.
///
/// Both sides use this class, so they cannot differ.
public final class RemoteSession {
    /// Request: who sends it, one life of one component; see [Children].
    public static final String AUTHOR = "wavetank-author";

    /// Request: the expectations of the action, as [#expects(List)] writes them.
    public static final String EXPECT = "wavetank-expect";

    /// Answer to a request with an author: [Outcome.Accepted#revision()]. The body is then the
    /// object, also where Kubernetes answers a `Status`.
    public static final String REVISION = "wavetank-revision";

    /// Answer to a request with an author: `true` when [Outcome.Accepted#gone()].
    public static final String GONE = "wavetank-gone";

    /// Where reasons are posted.
    public static final String EXPLANATIONS = "/apis/wavetank.dev/v1alpha1/explanations";

    private RemoteSession() {}

    /// {@return expectations as a header's value: JSON in ASCII}
    public static String expects(List<Expect> expects) {
        var items = new ArrayList<Json>();
        for (Expect expect : expects) {
            items.add(
                    switch (expect) {
                        case Expect.Version(var ref, var version) ->
                                typed("Version", ref)
                                        .put("resourceVersion", Long.toString(version))
                                        .build();
                        case Expect.SameChildren(var kind, var owner, var since) ->
                                typed("SameChildren", kind.ref("", ""))
                                        .put("ownerUid", owner)
                                        .put("since", Long.toString(since))
                                        .build();
                        case Expect.Gone(var ref, var uid) ->
                                typed("Gone", ref).put("uid", uid).build();
                        case Expect.Holds(var lease, var holder) ->
                                typed("Holds", lease).put("holder", holder).build();
                    });
        }
        return ascii(JsonText.write(new Json.Arr(items)));
    }

    /// {@return the expectations in a header's value; none in an empty one}
    ///
    /// @throws Malformed when it is not what [#expects(List)] writes
    public static List<Expect> expects(String header) {
        if (header.isEmpty()) {
            return List.of();
        }
        if (!(JsonText.read(header) instanceof Json.Arr array)) {
            throw new Malformed(EXPECT + ": a JSON array is needed");
        }
        var expects = new ArrayList<Expect>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Obj object)) {
                throw new Malformed(EXPECT + ": not an object: " + item);
            }
            expects.add(expect(object));
        }
        return List.copyOf(expects);
    }

    private static Expect expect(Json.Obj from) {
        Ref ref = ref(from.object("object"));
        String type = from.text("type");
        return switch (type) {
            case "Version" -> new Expect.Version(ref, number(from, "resourceVersion"));
            case "SameChildren" ->
                    new Expect.SameChildren(
                            ref.kind(), from.text("ownerUid"), number(from, "since"));
            case "Gone" -> new Expect.Gone(ref, from.text("uid"));
            case "Holds" -> new Expect.Holds(ref, from.text("holder"));
            default ->
                    throw new Malformed(
                            EXPECT
                                    + ": unknown expectation \""
                                    + type
                                    + "\"; known are Version, SameChildren, Gone, Holds");
        };
    }

    /// {@return reasons as the body of a request}
    public static byte[] reasons(List<Reason> reasons) {
        var items = new ArrayList<Json>();
        for (Reason reason : reasons) {
            items.add(
                    Json.Obj.builder()
                            .put("object", json(reason.object()))
                            .put("uid", reason.uid())
                            .put("component", reason.component())
                            .put("decision", reason.decision())
                            .put(
                                    "details",
                                    new Json.Arr(
                                            reason.details().stream()
                                                    .<Json>map(Json.Text::new)
                                                    .toList()))
                            .build());
        }
        return JsonText.bytes(Json.Obj.of("reasons", new Json.Arr(items)));
    }

    /// {@return the reasons in the body of a request}
    ///
    /// @throws Malformed when it is not what [#reasons(List)] writes
    public static List<Reason> reasons(byte[] body) {
        if (!(JsonText.read(body) instanceof Json.Obj object)) {
            throw new Malformed("reasons: a JSON object is needed");
        }
        var reasons = new ArrayList<Reason>();
        for (Json item : object.array("reasons")) {
            if (!(item instanceof Json.Obj each)) {
                throw new Malformed("reasons: not an object: " + item);
            }
            var details = new ArrayList<String>();
            for (Json detail : each.array("details")) {
                if (!(detail instanceof Json.Text(var text))) {
                    throw new Malformed("reasons: details: not a string: " + detail);
                }
                details.add(text);
            }
            reasons.add(
                    new Reason(
                            ref(each.object("object")),
                            each.text("uid"),
                            each.text("component"),
                            each.text("decision"),
                            details));
        }
        return List.copyOf(reasons);
    }

    private static Json.Obj.Builder typed(String type, Ref ref) {
        return Json.Obj.builder().put("type", type).put("object", json(ref));
    }

    private static Json.Obj json(Ref ref) {
        return Json.Obj.builder()
                .put("group", ref.kind().group())
                .put("version", ref.kind().version())
                .put("kind", ref.kind().name())
                .put("resource", ref.kind().plural())
                .put("namespaced", new Json.Bool(ref.kind().namespaced()))
                .put("namespace", ref.namespace())
                .put("name", ref.name())
                .build();
    }

    private static Ref ref(Json.Obj from) {
        if (from.text("version").isEmpty() || from.text("resource").isEmpty()) {
            throw new Malformed("object: version and resource are needed, found " + from);
        }
        return Kinds.of(
                        from.text("group"),
                        from.text("version"),
                        from.text("kind"),
                        from.text("resource"),
                        new Json.Bool(true).equals(from.get("namespaced")))
                .ref(from.text("namespace"), from.text("name"));
    }

    private static long number(Json.Obj from, String name) {
        try {
            return Long.parseLong(from.text(name));
        } catch (NumberFormatException notOne) {
            throw new Malformed(name + ": not a number: \"" + from.text(name) + "\"");
        }
    }

    /// Only strings hold other characters, and there an escape means the same.
    private static String ascii(String json) {
        var text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                text.append(c);
            } else {
                String hex = Integer.toHexString(c);
                text.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            }
        }
        return text.toString();
    }
}
