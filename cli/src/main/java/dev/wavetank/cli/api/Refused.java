package dev.wavetank.cli.api;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

/// The server said no: Kubernetes' `Status`.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;

    Refused(int code, Json.Obj status) {
        super(
                status.text("message").isEmpty()
                        ? "the server answered " + code
                        : status.text("message"));
        this.code = code;
        this.reason = status.text("reason");
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public boolean notFound() {
        return code == 404;
    }

    /// {@return whether it is refused for the moment only}
    public boolean tooMany() {
        return code == 429;
    }

    /// {@return whether the server is up and cannot keep anything, such as on a full disk}
    public boolean unavailable() {
        return code == 503;
    }

    /// {@return this as a failure of the command}
    ///
    /// @param remedy what to do when the reason suggests nothing better
    public Failure failure(String remedy) {
        return Failure.of(message(), remedy(remedy));
    }

    private String remedy(String otherwise) {
        return switch (reason) {
            case "TooManyRequests" -> "the server is busy: run this again in a moment";
            case "ServiceUnavailable" ->
                    "correct that and run this again; the server needs no restart: wavetank status";
            case "Conflict" -> "somebody changed it meanwhile: run this again";
            default -> otherwise;
        };
    }
}
