package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class KubeconfigTest {
    private static final Endpoint.PemIdentity ADMIN =
            new Endpoint.PemIdentity("certificate\n", "key\n");

    private static final String OTHERS =
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: work
              cluster: {server: "https://work.example:6443", insecure-skip-tls-verify: true}
            contexts:
            - name: work
              context: {cluster: work, user: me, namespace: team}
            current-context: work
            preferences: {colors: true}
            users:
            - name: me
              user: {token: secret}
            """;

    @TempDir Path folder;

    private Path put(Kubeconfig config) throws IOException {
        return config.put("wavetank-a", "https://127.0.0.1:6443", "authority\n", ADMIN);
    }

    @Test
    void aNewFileIsReadableByItsOwnerOnlyAndLeadsToTheCluster() throws Exception {
        Path file = folder.resolve("deep/config");

        assertThat(put(Kubeconfig.of(file))).isEqualTo(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Kubeconfig.of(file).endpoint(""))
                .isEqualTo(new Endpoint.Tls("127.0.0.1", 6443, "authority\n", ADMIN, ""));
        assertThat(folder.resolve("deep").toFile().list()).containsExactly("config");
    }

    @Test
    void whatElseIsInTheFileStaysAndRemovingLeavesOnlyThat() throws Exception {
        Path file = Files.writeString(folder.resolve("config"), OTHERS);
        var before = (Json.Obj) Yaml.read(OTHERS);

        put(Kubeconfig.of(file));
        put(Kubeconfig.of(file));

        var with = (Json.Obj) Yaml.read(Files.readString(file));
        assertThat(with.text("current-context")).isEqualTo("wavetank-a");
        assertThat(with.array("contexts")).hasSize(2);
        assertThat(with.array("clusters")).contains(before.array("clusters").getFirst());
        assertThat(with.get("preferences")).isEqualTo(before.get("preferences"));

        Kubeconfig.of(file).remove("wavetank-a");
        assertThat(Yaml.read(Files.readString(file))).isEqualTo(before.with("current-context", ""));
    }

    @Test
    void removingAnotherClusterKeepsTheCurrentContext() throws Exception {
        Path file = Files.writeString(folder.resolve("config"), OTHERS);

        Kubeconfig.of(file).remove("wavetank-a");

        assertThat(Files.readString(file)).isEqualTo(OTHERS);
    }

    @Test
    void ofSeveralFilesTheFirstThatExistsIsWrittenAndAllAreCleaned() throws Exception {
        Path missing = folder.resolve("missing");
        Path second = Files.writeString(folder.resolve("second"), OTHERS);
        Path third = Files.writeString(folder.resolve("third"), "");
        var config =
                Kubeconfig.of(
                        missing + File.pathSeparator + second + File.pathSeparator + third, folder);

        assertThat(put(config)).isEqualTo(second);
        put(Kubeconfig.of(third));
        config.remove("wavetank-a");

        assertThat(missing).doesNotExist();
        assertThat(Files.readString(second)).doesNotContain("wavetank-a");
        assertThat(Files.readString(third)).doesNotContain("wavetank-a");
    }

    @Test
    void withoutTheVariableItIsTheFileInTheHomeDirectory() throws Exception {
        assertThat(put(Kubeconfig.of("", folder))).isEqualTo(folder.resolve(".kube/config"));
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), OTHERS);
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        put(Kubeconfig.of(link));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).contains("wavetank-a");
    }

    @Test
    void aLockedOrBrokenFileIsOneClearSentenceAndStaysAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("config"), "a: [1");
        assertThatThrownBy(() -> put(Kubeconfig.of(file))).hasMessageContaining("cannot be read");
        assertThat(folder.resolve("config.lock")).doesNotExist();

        Files.createFile(folder.resolve("config.lock"));
        assertThatThrownBy(() -> put(Kubeconfig.of(file)))
                .hasMessageContaining("is locked")
                .hasMessageContaining("config.lock");
        assertThat(Files.readString(file)).isEqualTo("a: [1");
    }

    @Test
    void aFileOfAnotherToolIsUnderstood() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "authority from a file");
        Path file =
                Files.writeString(
                        folder.resolve("config"),
                        OTHERS.replace(
                                "insecure-skip-tls-verify: true", "certificate-authority: ca.pem"));

        assertThat(Kubeconfig.of(file).endpoint("work"))
                .isEqualTo(
                        new Endpoint.Tls(
                                "work.example", 6443, "authority from a file", null, "secret"));
        assertThatThrownBy(() -> Kubeconfig.of(file).endpoint("home"))
                .hasMessageContaining("there is no \"home\"");
    }
}
