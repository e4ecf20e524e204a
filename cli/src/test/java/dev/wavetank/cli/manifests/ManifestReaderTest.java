package dev.wavetank.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.terminal.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class ManifestReaderTest {
    private static final String ONE = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}\n";

    @TempDir Path folder;

    private final ManifestReader reader = new ManifestReader(InputStream.nullInputStream());

    @Test
    void aFolderIsReadByNameAndItsFoldersOnlyWhenAsked() throws IOException {
        Files.writeString(folder.resolve("b.yml"), ONE.formatted("b"));
        Files.writeString(
                folder.resolve("a.yaml"), ONE.formatted("a1") + "---\n" + ONE.formatted("a2"));
        Files.writeString(folder.resolve("notes.txt"), "no manifest");
        Files.createDirectory(folder.resolve("deep"));
        Files.writeString(
                folder.resolve("deep/c.json"),
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}");
        reader.read(folder.toString(), false);
        assertThat(reader.manifests()).extracting(Manifest::name).containsExactly("a1", "a2", "b");
        assertThat(reader.manifests().get(1).source())
                .isEqualTo(folder.resolve("a.yaml") + ", document 2");
        var deep = new ManifestReader(InputStream.nullInputStream());
        deep.read(folder.toString(), true);
        assertThat(deep.manifests())
                .extracting(Manifest::name)
                .containsExactly("a1", "a2", "b", "c");
    }

    @Test
    void theStandardInputIsReadAndListsAreTakenApart() {
        var in = "{apiVersion: v1, kind: List, items: [" + ONE.formatted("x").strip() + "]}";
        var piped =
                new ManifestReader(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
        piped.read("-", false);
        assertThat(piped.manifests()).extracting(Manifest::name).containsExactly("x");
        assertThat(piped.failures()).isEmpty();
    }

    @Test
    void oneBadDocumentIsNamedAndDoesNotKeepTheOthersBack() {
        reader.text(
                "f.yaml",
                "- a\n---\n" + ONE.formatted("ok") + "---\nkind: Pod\n---\napiVersion: v1\n");
        assertThat(reader.manifests()).extracting(Manifest::name).containsExactly("ok");
        assertThat(reader.failures())
                .extracting(Failure::happened)
                .containsExactly(
                        "f.yaml, document 1 is no object but a list",
                        "f.yaml, document 3 has no apiVersion",
                        "f.yaml, document 4 has no kind");
    }

    @Test
    void aFileThatIsNoYamlSaysWhereAndIsNotAppliedInPart() {
        reader.text("f.yaml", ONE.formatted("ok") + "---\na: b\n c: d\n");
        assertThat(reader.manifests()).isEmpty();
        assertThat(reader.failures().getFirst().happened())
                .startsWith("f.yaml cannot be read: ")
                .contains("line 4");
    }

    @Test
    void whatIsNotThereOrNotTextIsSaid() throws IOException {
        reader.read(folder.resolve("none.yaml").toString(), false);
        Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        reader.read(folder.resolve("x.yaml").toString(), false);
        reader.read("https://example.com/x.yaml", false);
        assertThat(reader.failures())
                .extracting(Failure::happened)
                .containsExactly(
                        "there is no file " + folder.resolve("none.yaml"),
                        folder.resolve("x.yaml") + " is not UTF-8 text",
                        "https://example.com/x.yaml: addresses are not read");
    }

    @Test
    void whatWasAppliedIsRememberedByteForByteAsKubectlDoes() {
        reader.text(
                "f.yaml",
                "{kind: ConfigMap, apiVersion: v1, metadata: {name: x}, data: {a: '<&>'}}");
        var remembered = LastApplied.remember(reader.manifests().getFirst().object());
        assertThat(remembered.object("metadata").object("annotations").text(LastApplied.ANNOTATION))
                .isEqualTo(
                        "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"\\u003c\\u0026\\u003e\"},\"kind\":\"ConfigMap\",\"metadata\":{\"annotations\":{},\"name\":\"x\"}}\n");
        assertThat(LastApplied.of(remembered).object("data").text("a")).isEqualTo("<&>");
    }
}
