package dev.wavetank.node.shell;

import org.jspecify.annotations.Nullable;

/// Where something is to be fetched.
///
/// @param path with the query; begins with `/`
public record Url(String scheme, String host, int port, String path) {
    /// {@return the parts of an address such as `http://web:8080/status`, the scheme may be
    /// missing; null when it is none}
    static @Nullable Url of(String text) {
        String scheme = "http";
        String rest = text;
        int colon = text.indexOf("://");
        if (colon >= 0) {
            scheme = text.substring(0, colon);
            rest = text.substring(colon + 3);
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        int slash = rest.indexOf('/');
        String place = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        int number = place.lastIndexOf(':');
        String host = number < 0 ? place : place.substring(0, number);
        String port = number < 0 ? "" : place.substring(number + 1);
        if (host.isEmpty() || (number >= 0 && !port.matches("[0-9]{1,5}"))) {
            return null;
        }
        return new Url(
                scheme,
                host,
                port.isEmpty() ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(port),
                path);
    }
}
