package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Cause;
import dev.wavetank.cluster.state.Outcome;

import java.util.List;

/// The answers to what the server will not do, in the words of upstream's `api/errors`.
public final class Refusals {
    private Refusals() {}

    public static Outcome.Refused notFound(Ref ref) {
        return refused("NotFound", quoted(ref) + " not found");
    }

    public static Outcome.Refused alreadyExists(Ref ref) {
        return refused("AlreadyExists", quoted(ref) + " already exists");
    }

    public static Outcome.Refused forbidden(Ref ref, String why) {
        return refused("Forbidden", quoted(ref) + " is forbidden: " + why);
    }

    public static Outcome.Refused badRequest(String why) {
        return refused("BadRequest", why);
    }

    /// The object is not one that can be stored.
    public static Outcome.Refused invalid(Ref ref, List<Cause> causes) {
        var kind = ref.kind();
        var all = causes.stream().map(Cause::toString).distinct().toList();
        return new Outcome.Refused(
                "Invalid",
                (kind.group().isEmpty() ? kind.name() : kind.name() + "." + kind.group())
                        + " \""
                        + ref.name()
                        + "\" is invalid: "
                        + (all.size() == 1 ? all.getFirst() : "[" + String.join(", ", all) + "]"),
                causes);
    }

    /// Somebody else was faster.
    public static Outcome.Stale conflict(Ref ref, String why) {
        return conflict(ref.kind(), "", ref.name(), why);
    }

    /// Somebody else was faster.
    ///
    /// @param subresource such as `/binding`, or ""
    public static Outcome.Stale conflict(
            Kind<?> kind, String subresource, String name, String why) {
        return new Outcome.Stale(
                "Operation cannot be fulfilled on "
                        + kind.resource()
                        + subresource
                        + " \""
                        + name
                        + "\": "
                        + why);
    }

    private static Outcome.Refused refused(String reason, String message) {
        return new Outcome.Refused(reason, message, List.of());
    }

    private static String quoted(Ref ref) {
        return ref.kind().resource() + " \"" + ref.name() + "\"";
    }
}
