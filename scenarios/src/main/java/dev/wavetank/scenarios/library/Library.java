package dev.wavetank.scenarios.library;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The scenarios of this build, read from the class path: the files of `scenarios/library`. What is
/// missing there is a bug of ours and throws.
public final class Library {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private Library() {}

    /// {@return their names, in the order in which a newcomer should read them}
    public static List<String> names() {
        String index = text("index.txt");
        if (index == null) {
            throw new IllegalStateException("index.txt is not on the class path");
        }
        return index.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /// {@return the text of the scenario of this name, or null when there is none}
    public static @Nullable String find(String name) {
        return NAME.matcher(name).matches() ? text(name + ".yaml") : null;
    }

    private static @Nullable String text(String file) {
        try (InputStream bytes = Library.class.getResourceAsStream(file)) {
            return bytes == null ? null : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
