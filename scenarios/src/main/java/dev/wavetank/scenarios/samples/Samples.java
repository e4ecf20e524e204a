package dev.wavetank.scenarios.samples;

import dev.wavetank.scenarios.samples.Lookup.Found;
import dev.wavetank.scenarios.samples.Lookup.Manifest;
import dev.wavetank.scenarios.samples.Lookup.Unknown;
import dev.wavetank.scenarios.samples.Sample.Version;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sample applications that ship with Wavetank, read from the class path. They are plain
/// Kubernetes YAML, so `kubectl apply` takes them as they are. What the index or a file lacks is a
/// bug of ours and throws; a name the user got wrong is a [Lookup.Unknown].
public final class Samples {
    private final List<Sample> all;

    private Samples(List<Sample> all) {
        this.all = all;
    }

    /// The samples of this build.
    public static Samples bundled() {
        var index = new Properties();
        try {
            index.load(new StringReader(text("index.properties")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Samples(words(index, "samples").map(name -> sample(index, name)).toList());
    }

    /// All samples, in the order in which they should be offered.
    public List<Sample> all() {
        return all;
    }

    /// The manifests of one version of a sample.
    public Lookup find(String name, String version) {
        Optional<Sample> sample =
                all.stream().filter(known -> known.name().equals(name)).findFirst();
        if (sample.isEmpty()) {
            return new Unknown(
                    "there is no sample \"" + name + "\"; samples: " + list(all, Sample::name));
        }
        List<Version> versions = sample.get().versions();
        return versions.stream()
                .filter(known -> known.name().equals(version))
                .findFirst()
                .<Lookup>map(known -> new Found(manifests(known)))
                .orElseGet(() ->
                        new Unknown(
                                "sample \"%s\" has no version \"%s\"; versions: %s"
                                        .formatted(name, version, list(versions, Version::name))));
    }

    private static <T> String list(List<T> known, Function<T, String> name) {
        return known.stream().map(name).collect(Collectors.joining(", "));
    }

    private static Sample sample(Properties index, String name) {
        return new Sample(
                name,
                value(index, name),
                words(index, name + ".versions")
                        .map(version -> version(index, name + "." + version, version))
                        .toList());
    }

    private static Version version(Properties index, String key, String name) {
        return new Version(name, value(index, key), words(index, key + ".files").toList());
    }

    private static Stream<String> words(Properties index, String key) {
        return Stream.of(value(index, key).split(" +"));
    }

    private static String value(Properties index, String key) {
        String value = index.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("index.properties lacks " + key);
        }
        return value.strip();
    }

    private static List<Manifest> manifests(Version version) {
        return version.files().stream().map(file -> new Manifest(file, text(file))).toList();
    }

    private static String text(String file) {
        try (InputStream bytes = Samples.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
