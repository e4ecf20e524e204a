package dev.wavetank.cli.socket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/// The answer to one request. The body has to be read to its end before the next request.
///
/// @param headers the names in lower case
public record Answer(int status, SortedMap<String, String> headers, InputStream body) {
    /// {@return a header's value; "" when it is absent}
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public byte[] bytes() throws IOException {
        return body.readAllBytes();
    }

    public String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
