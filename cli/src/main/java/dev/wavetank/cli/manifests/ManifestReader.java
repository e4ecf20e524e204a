package dev.wavetank.cli.manifests;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads manifests from files, folders and the standard input.
///
/// What is wrong in one document is noted and does not keep the others back.
public final class ManifestReader {
    private final InputStream standardInput;
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    public ManifestReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /// {@return what was read, in the order of the documents}
    public List<Manifest> manifests() {
        return List.copyOf(manifests);
    }

    /// {@return what was wrong}
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /// Reads a file, all manifests of a folder by name, or the standard input.
    ///
    /// @param where a path; `-` for the standard input
    /// @param deep whether folders inside a folder are read too
    public void read(String where, boolean deep) {
        if (where.startsWith("https://") || where.startsWith("http://")) {
            failures.add(
                    Failure.of(
                            where + ": addresses are not read",
                            "pipe it in: curl -sSL " + where + " | wavetank apply -f -"));
            return;
        }
        try {
            if (where.equals("-")) {
                text("standard input", standardInput.readAllBytes());
            } else if (Files.isDirectory(Path.of(where))) {
                folder(Path.of(where), deep);
            } else {
                text(where, Files.readAllBytes(Path.of(where)));
            }
        } catch (NoSuchFileException missing) {
            failures.add(
                    Failure.of(
                            "there is no file " + where,
                            "correct the path, or the folder you are in"));
        } catch (IOException unreadable) {
            failures.add(
                    Failure.of(
                            "cannot read " + where + ": " + unreadable.getMessage(),
                            "correct its permissions and run this again"));
        }
    }

    private void folder(Path folder, boolean deep) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, deep ? Integer.MAX_VALUE : 1)) {
            files = all.filter(ManifestReader::isManifest).sorted().toList();
        }
        if (files.isEmpty()) {
            failures.add(
                    Failure.of(
                            "no manifest (.yaml, .yml, .json) in " + folder,
                            deep ? "correct the path" : "add -R to look into its folders too"));
        }
        for (Path file : files) {
            text(file.toString(), Files.readAllBytes(file));
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private void text(String source, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            failures.add(
                    Failure.of(
                            source + " is not UTF-8 text",
                            "save it as UTF-8, or name another file"));
            return;
        }
        text(source, text);
    }

    /// Reads all documents of a text.
    ///
    /// @param source what messages call it
    public void text(String source, String text) {
        List<Json> documents;
        try {
            documents = Yaml.readAll(text);
        } catch (Malformed broken) {
            failures.add(
                    Failure.of(
                            source + " cannot be read: " + broken.getMessage(),
                            "correct it; nothing of this file was applied"));
            return;
        }
        for (int i = 0; i < documents.size(); i++) {
            String place = documents.size() == 1 ? source : source + ", document " + (i + 1);
            document(place, documents.get(i));
        }
    }

    private void document(String source, Json document) {
        if (!(document instanceof Json.Obj object)) {
            wrong(
                    source,
                    "is no object but " + shape(document),
                    "write apiVersion:, kind:, metadata:");
        } else if (object.text("kind").endsWith("List") && object.has("items")) {
            List<Json> items = object.array("items");
            for (int i = 0; i < items.size(); i++) {
                document(source + ", item " + (i + 1), items.get(i));
            }
        } else if (object.text("apiVersion").isEmpty()) {
            wrong(
                    source,
                    "has no apiVersion",
                    "add it: apiVersion: v1, or apps/v1 for a Deployment");
        } else if (object.text("kind").isEmpty()) {
            wrong(source, "has no kind", "add it, for example kind: Deployment");
        } else if (object.object("metadata").text("name").isEmpty()) {
            wrong(source, "has no metadata.name", "give the " + object.text("kind") + " a name");
        } else {
            manifests.add(new Manifest(source, object));
        }
    }

    private void wrong(String source, String what, String remedy) {
        failures.add(Failure.of(source + " " + what, remedy));
    }

    private static String shape(Json document) {
        return switch (document) {
            case Json.Arr _ -> "a list";
            case Json.Text _ -> "a text";
            case Json.Num _, Json.Bool _, Json.Null _ -> "the value " + document;
            case Json.Obj _ -> "an object";
        };
    }
}
