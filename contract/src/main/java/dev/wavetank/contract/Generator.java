package dev.wavetank.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the contract's resources below a folder of classes. Called by the build: `Generator
/// <folder>`.
public final class Generator {
    private static final String OPENAPI = "openapi-v3";

    private Generator() {}

    /// Writes all resources, replacing those of an earlier run.
    ///
    /// @param arguments the folder of classes
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: Generator <folder of classes>");
        }
        var folder = Path.of(arguments[0], "dev", "wavetank", "contract");
        delete(folder.resolve(OPENAPI));
        for (var resource : resources().entrySet()) {
            var file = folder.resolve(resource.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, resource.getValue());
        }
    }

    /// The resources' bytes by their path below the package.
    static SortedMap<String, byte[]> resources() {
        var contract = Contract.read();
        var resources = new TreeMap<String, byte[]>();
        resources.put("groups.json", Json.bytes(contract.resources().groups()));
        resources.put("resources.json", Json.bytes(contract.resources().json()));
        resources.put("protobuf.json", Json.bytes(new MessageTable(contract).json()));
        resources.put("schema.json", Json.bytes(new SchemaTable(contract).json()));
        var paths = Json.object();
        var documents = new OpenApi(contract).documents();
        var swagger = Swagger.of(documents.values());
        resources.put("openapi-v2.json", Json.bytes(swagger));
        resources.put("openapi-v2.pb", Gnostic.document(swagger));
        documents.forEach((name, document) -> {
            var bytes = Json.bytes(document);
            resources.put(OPENAPI + "/" + name + ".json", bytes);
            var entry = Json.object();
            entry.put("serverRelativeURL", "/openapi/v3/" + name + "?hash=" + hash(bytes));
            paths.put(name, entry);
        });
        var index = Json.object();
        index.put("paths", paths);
        resources.put(OPENAPI + "/index.json", Json.bytes(index));
        return resources;
    }

    private static String hash(byte[] document) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var walk = Files.walk(folder)) {
                for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
