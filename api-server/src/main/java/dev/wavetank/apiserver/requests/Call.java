package dev.wavetank.apiserver.requests;

import java.util.function.Supplier;

/// A request about a resource, and where its answer goes.
record Call(Request request, Route route, Expectations expectations, Guard guard) {
    Call(Request request, Route route, Guard guard) {
        this(request, route, Expectations.of(request), guard);
    }

    Form form() {
        return Form.of(request);
    }

    /// {@return whether the answer shall be as if it were done, and nothing be done}
    boolean dryRun() {
        return dryRun(request.parameter("dryRun"), FieldValidation.options(request));
    }

    /// @param options the type of the request's options, for the message
    static boolean dryRun(String value, String options) {
        if (!value.isEmpty() && !value.equals("All")) {
            throw new Rejection(
                    Failure.invalidOption(
                            options,
                            "dryRun",
                            "FieldValueNotSupported",
                            "Unsupported value: [\"" + value + "\"]: supported values: \"All\""));
        }
        return value.equals("All");
    }

    Call named(String name) {
        return new Call(request, route.named(name), expectations, guard);
    }

    void answer(Response response) {
        guard.answer().accept(response);
    }

    /// Answers with what the work gives, or with why it cannot.
    void reply(Supplier<Response> work) {
        guard.attempt(() -> answer(work.get()));
    }
}
