package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.decoding.TypeCheck;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Action.Propagation;
import dev.wavetank.cluster.state.Expect;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// How something shall be deleted, as the body or the query of a request says.
///
/// @param graceSeconds how long it may take, in seconds; null is the object's own default
/// @param uid the object's, if only that one is meant; else ""
/// @param version the object's, if only that one is meant; else -1
record DeleteOptions(
        @Nullable Long graceSeconds,
        Propagation propagation,
        String uid,
        long version,
        boolean dryRun) {
    private static final String TYPE = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";

    private static final String NAME = "DeleteOptions";

    /// {@return the options of a request: of its body, or of its query when there is none}
    static DeleteOptions of(Request request, Contract contract) {
        if (request.body().length > 0) {
            var body = of(Bodies.object(request, contract.schema().type(TYPE), contract), contract);
            boolean dryRun = Call.dryRun(request.parameter("dryRun"), NAME);
            return new DeleteOptions(
                    body.graceSeconds,
                    body.propagation,
                    body.uid,
                    body.version,
                    body.dryRun || dryRun);
        }
        var options = Json.Obj.builder();
        number(request, options);
        if (!request.parameter("propagationPolicy").isEmpty()) {
            options.put("propagationPolicy", request.parameter("propagationPolicy"));
        }
        if (request.query().containsKey("orphanDependents")) {
            options.put("orphanDependents", new Json.Bool(request.flag("orphanDependents")));
        }
        if (!request.parameter("dryRun").isEmpty()) {
            options.put(
                    "dryRun", new Json.Arr(List.of(new Json.Text(request.parameter("dryRun")))));
        }
        return of(options.build(), contract);
    }

    private static void number(Request request, Json.Obj.Builder options) {
        String grace = request.parameter("gracePeriodSeconds");
        if (!grace.isEmpty()) {
            Long seconds = new Json.Num(grace).whole();
            if (seconds == null) {
                throw new Rejection(
                        Failure.badRequest(
                                "strconv.ParseInt: parsing "
                                        + new Json.Text(grace)
                                        + ": invalid syntax"));
            }
            options.put("gracePeriodSeconds", seconds);
        }
    }

    static DeleteOptions of(Json.Obj body, Contract contract) {
        Json.Obj options;
        try {
            options = TypeCheck.read(body, contract.schema().type(TYPE), contract.schema()).tree();
        } catch (Malformed wrong) {
            throw new Rejection(
                    Failure.badRequest(
                            "DeleteOptions in version \"v1\" cannot be handled as a DeleteOptions: "
                                    + wrong.getMessage()));
        }
        Json.Obj preconditions = options.object("preconditions");
        boolean dryRun = false;
        for (Json each : options.array("dryRun")) {
            dryRun |= Call.dryRun(((Json.Text) each).value(), NAME);
        }
        return new DeleteOptions(
                grace(options),
                propagation(options),
                preconditions.text("uid"),
                ListOptions.version(preconditions.text("resourceVersion")),
                dryRun);
    }

    private static @Nullable Long grace(Json.Obj options) {
        if (!(options.get("gracePeriodSeconds") instanceof Json.Num number)) {
            return null;
        }
        Long seconds = number.whole();
        // Upstream takes a negative grace period for the shortest that there is.
        return seconds == null || seconds >= 0 ? seconds : Long.valueOf(1);
    }

    private static Propagation propagation(Json.Obj options) {
        String policy = options.text("propagationPolicy");
        Json orphan = options.get("orphanDependents");
        if (orphan instanceof Json.Bool(var orphans)) {
            if (!policy.isEmpty()) {
                throw new Rejection(
                        Failure.invalidOption(
                                "DeleteOptions",
                                "propagationPolicy",
                                "FieldValueInvalid",
                                "Invalid value: "
                                        + new Json.Text(policy)
                                        + ": orphanDependents and deletionPropagation cannot be"
                                        + " both set"));
            }
            return orphans ? Propagation.ORPHAN : Propagation.BACKGROUND;
        }
        return switch (policy) {
            case "", "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default ->
                    throw new Rejection(
                            Failure.invalidOption(
                                    "DeleteOptions",
                                    "propagationPolicy",
                                    "FieldValueNotSupported",
                                    "Unsupported value: "
                                            + new Json.Text(policy)
                                            + ": supported values: \"Foreground\", \"Background\","
                                            + " \"Orphan\", \"nil\""));
        };
    }

    Action action(Ref ref, List<Expect> expects) {
        var all = new ArrayList<>(expects);
        if (version >= 0) {
            all.add(new Expect.Version(ref, version));
        }
        return new Action.Delete(ref, uid, graceSeconds, propagation, all);
    }
}
