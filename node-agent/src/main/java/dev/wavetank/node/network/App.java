package dev.wavetank.node.network;

import java.util.regex.Pattern;

/// The web application that a modelled container stands for: it says who it is, whatever it is
/// asked; `/status/<code>` answers with that code, so that failures can be tried.
///
/// @param pod as `namespace/name`
public record App(String pod, String node) {
    private static final Pattern STATUS = Pattern.compile("/status/([2-5][0-9][0-9])(?:[/?].*)?");

    /// An answer in plain text.
    ///
    /// @param reason as in `404 Not Found`
    public record Page(int status, String reason, String body) {}

    public Page answer(String method, String path) {
        var asked = STATUS.matcher(path);
        int status = asked.matches() ? Integer.parseInt(asked.group(1)) : 200;
        String body = "pod " + pod + " on node " + node + ": " + method + " " + path + "\n";
        return new Page(status, reason(status), status == 204 ? "" : body);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Modelled";
        };
    }
}
