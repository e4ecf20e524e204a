package dev.wavetank.scenarios.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.scenarios.samples.Lookup.Found;
import dev.wavetank.scenarios.samples.Lookup.Manifest;
import dev.wavetank.scenarios.samples.Lookup.Unknown;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class SamplesTest {
    private final Samples samples = Samples.bundled();

    @Test
    void theShopIsOfferedInTwoVersionsWithALineAboutEach() {
        assertThat(samples.all()).extracting(Sample::name).containsExactly("shop");
        Sample shop = samples.all().getFirst();
        assertThat(shop.description()).startsWith("A small shop");
        assertThat(shop.versions()).extracting(Sample.Version::name).containsExactly("1", "2");
        assertThat(shop.versions()).allSatisfy(it -> assertThat(it.description()).isNotBlank());
    }

    @Test
    void everyListedFileExistsAndEveryFileIsListed() throws IOException, URISyntaxException {
        URL index = Objects.requireNonNull(Samples.class.getResource("index.properties"));
        Path folder = Path.of(index.toURI()).resolveSibling("");
        List<String> onDisk;
        try (var files = Files.walk(folder)) {
            onDisk =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .map(file -> folder.relativize(file).toString())
                            .toList();
        }
        assertThat(versions().flatMap(List::stream).map(Manifest::file).distinct())
                .containsExactlyInAnyOrderElementsOf(onDisk);
        assertThat(versions().flatMap(List::stream))
                .allSatisfy(it -> assertThat(it.text()).contains("\nkind: Deployment\n"));
    }

    @Test
    void versionTwoChangesGatewayAndOrdersAndNothingElse() {
        assertThat(images("1"))
                .containsExactly(
                        "shop-store:1.0.0",
                        "shop-payments:1.0.0",
                        "shop-catalog:1.0.0",
                        "shop-orders:1.0.0",
                        "shop-gateway:1.0.0");
        assertThat(images("2"))
                .containsExactly(
                        "shop-store:1.0.0",
                        "shop-payments:1.0.0",
                        "shop-catalog:1.0.0",
                        "shop-orders:2.0.0",
                        "shop-gateway:2.0.0");
    }

    @Test
    void inEveryVersionEachCallGoesToAServiceThatWasAppliedBefore() {
        assertThat(versions())
                .allSatisfy(manifests -> {
                    for (int at = 0; at < manifests.size(); at++) {
                        assertThat(services(manifests.subList(0, at)))
                                .as("before " + manifests.get(at).file())
                                .containsAll(calls(manifests.get(at)));
                    }
                });
    }

    @Test
    void anUnknownSampleIsAnsweredWithTheSamplesThatExist() {
        assertThat(samples.find("shp", "1"))
                .isEqualTo(new Unknown("there is no sample \"shp\"; samples: shop"));
    }

    @Test
    void anUnknownVersionIsAnsweredWithTheVersionsThatExist() {
        assertThat(samples.find("shop", "3"))
                .isEqualTo(new Unknown("sample \"shop\" has no version \"3\"; versions: 1, 2"));
    }

    private Stream<List<Manifest>> versions() {
        return samples.all().stream()
                .flatMap(sample ->
                        sample.versions().stream().map(it -> manifests(sample.name(), it.name())));
    }

    private List<Manifest> manifests(String sample, String version) {
        return switch (samples.find(sample, version)) {
            case Found(var manifests) -> manifests;
            case Unknown(var message) -> throw new AssertionError(message);
        };
    }

    private List<String> images(String version) {
        return manifests("shop", version).stream()
                .flatMap(it -> matches("image: wavetank/(\\S+)", it))
                .toList();
    }

    private static List<String> calls(Manifest manifest) {
        return matches("value: http://(\\S+)", manifest).toList();
    }

    private static List<String> services(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(it -> matches("kind: Service\nmetadata:\n  name: (\\S+)", it))
                .toList();
    }

    /// The first group of every match, by text: what the YAML means is tested where it is applied.
    private static Stream<String> matches(String regex, Manifest manifest) {
        return Pattern.compile(regex)
                .matcher(manifest.text())
                .results()
                .map((MatchResult result) -> result.group(1));
    }
}
