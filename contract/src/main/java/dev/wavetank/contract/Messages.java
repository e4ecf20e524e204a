package dev.wavetank.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The protobuf messages of the API, as the published jar of generated classes describes them.
final class Messages {
    private static final String CLASSES = "io/kubernetes/client/proto/";

    private final SortedMap<String, Descriptor> byDefinition = new TreeMap<>();

    private Messages() {}

    /// Reads the jar that is on the class path.
    static Messages read() {
        var messages = new Messages();
        var meta = Messages.class.getClassLoader().getResource(CLASSES + "Meta.class");
        if (meta == null) {
            throw new IllegalStateException(
                    "io.kubernetes:client-java-proto is not on the class path");
        }
        try (var jar = ((JarURLConnection) meta.openConnection()).getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName();
                if (name.matches(CLASSES + "\\w+\\.class")) {
                    messages.add(file(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /// The message of that definition; empty when no published file has one.
    Optional<Descriptor> of(String definition) {
        return Optional.ofNullable(byDefinition.get(definition));
    }

    /// The definition that a message carries: that of `k8s.io.api.core.v1.Pod` is
    /// `io.k8s.api.core.v1.Pod`.
    static String definition(Descriptor message) {
        return "io.k8s" + message.getFullName().substring("k8s.io".length()).replace('_', '-');
    }

    private void add(FileDescriptor file) {
        for (var message : file.getMessageTypes()) {
            byDefinition.put(definition(message), message);
        }
    }

    /// The outer class of each file has a static method that describes it.
    private static FileDescriptor file(String entry) {
        var outer = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        try {
            return (FileDescriptor) Class.forName(outer).getMethod("getDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(outer + " describes no protobuf file", e);
        }
    }
}
