package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;

import java.util.List;

/// What holds for what a node does to a container: the handlers of probes and of its lifecycle.
final class HandlerRules {
    private static final List<String> HANDLERS =
            List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");

    private static final List<String> SCHEMES = List.of("HTTP", "HTTPS");

    private static final String HEADER =
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
                    + " 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

    private HandlerRules() {}

    /// @param grace how long the pod may take to end, in seconds
    static void lifecycle(Part lifecycle, long grace) {
        for (String hook : List.of("postStart", "preStop")) {
            lifecycle.inside(hook, handler -> validate(handler, grace));
        }
    }

    static void validate(Part handler, long grace) {
        int found = 0;
        for (String name : HANDLERS) {
            if (handler.has(name) && found++ > 0) {
                handler.problems()
                        .forbidden(handler.at(name), "may not specify more than 1 handler type");
            } else {
                handler.inside(name, part -> validate(name, part, grace));
            }
        }
        if (found == 0) {
            handler.problems().required(handler.field(), "must specify a handler type");
        }
    }

    private static void validate(String name, Part part, long grace) {
        switch (name) {
            case "exec" -> {
                if (part.value().array("command").isEmpty()) {
                    part.problems().required(part.at("command"), "");
                }
            }
            case "httpGet" -> {
                part.require("path");
                port(part);
                part.oneOf("scheme", SCHEMES);
                part.each(
                        "httpHeaders",
                        header -> {
                            if (!header.text("name").matches("[-A-Za-z0-9]+")) {
                                part.problems()
                                        .invalid(
                                                part.at("httpHeaders"),
                                                header.text("name"),
                                                HEADER);
                            }
                        });
            }
            case "tcpSocket", "grpc" -> port(part);
            default ->
                    part.between(
                            "seconds",
                            0,
                            grace,
                            "must be non-negative and less than terminationGracePeriodSeconds ("
                                    + grace
                                    + ")");
        }
    }

    private static void port(Part part) {
        if (part.value().get("port") instanceof Json.Text(var name)) {
            Names.port(name).forEach(each -> part.problems().invalid(part.at("port"), name, each));
            return;
        }
        Long number = part.number("port");
        ContainerRules.validatePort(
                number == null ? 0 : Math.toIntExact(number), part.at("port"), part.problems());
    }
}
