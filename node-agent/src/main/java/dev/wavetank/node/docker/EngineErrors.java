package dev.wavetank.node.docker;

import com.github.dockerjava.api.exception.DockerException;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import java.util.Objects;

/// The engine's own words for what went wrong.
final class EngineErrors {
    private EngineErrors() {}

    /// {@return what `docker` would print, without its prefix}
    static String message(RuntimeException failed) {
        String text = Objects.requireNonNullElse(failed.getMessage(), failed.toString()).strip();
        if (failed instanceof DockerException) {
            int start = text.indexOf('{');
            String message = start < 0 ? "" : inJson(text.substring(start));
            return message.isEmpty() ? text.replaceFirst("^Status \\d+: ", "") : message;
        }
        return text;
    }

    private static String inJson(String text) {
        try {
            return JsonText.read(text) instanceof Json.Obj answer ? answer.text("message") : "";
        } catch (Malformed notJson) {
            return "";
        }
    }
}
