package dev.wavetank.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;

/// What a container finds where it mounts volumes.
final class VolumesTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterState CLUSTER =
            Surroundings.cluster(
                    """
                    kind: ConfigMap
                    metadata: {name: settings, namespace: shop}
                    data: {a.conf: one, b.conf: two}
                    binaryData: {blob: aGk=}
                    ---
                    kind: Secret
                    metadata: {name: login, namespace: shop}
                    data: {password: czNjcmV0}
                    """);

    private final TreeMap<String, Node.Directory> scratch = new TreeMap<>();

    /// {@return the files of a container that mounts the volume `v` at `/v`}
    private FileTree files(String volume, String mount) {
        var pod =
                Surroundings.pod(
                        "volumeMounts: [{name: v, mountPath: /v" + mount + "}]",
                        "volumes: [{name: v, " + volume + "}]");
        var mounts =
                Volumes.of(
                        pod,
                        pod.spec().containers().getFirst(),
                        CLUSTER,
                        SINCE,
                        name ->
                                scratch.computeIfAbsent(
                                        name, _ -> new Node.Directory(false, SINCE)));
        return new FileTree(new Node.Directory(false, SINCE), mounts);
    }

    private FileTree files(String volume) {
        return files(volume, "");
    }

    private static String text(FileTree files, String path) throws Exception {
        return new String(files.read(path), StandardCharsets.UTF_8);
    }

    @Test
    void aConfigMapIsAFileForEachKeyThatNobodyWrites() throws Exception {
        var files = files("configMap: {name: settings}");
        assertThat(files.names("/v")).containsExactly("a.conf", "b.conf", "blob");
        assertThat(text(files, "/v/a.conf")).isEqualTo("one");
        assertThat(text(files, "/v/blob")).isEqualTo("hi");
        assertThat(files.get("/v/a.conf").mode()).isEqualTo(0644);
        assertThat(catchThrowable(() -> files.write("/v/new", new byte[1], 0644, SINCE)))
                .hasMessage("Read-only file system");
    }

    @Test
    void itemsChooseKeysPathsAndModes() throws Exception {
        var files =
                files(
                        "configMap: {name: settings, defaultMode: 256, items: [{key: a.conf, path:"
                                + " deep/x}, {key: b.conf, path: yy, mode: 511}, {key: gone, path:"
                                + " z}]}");
        assertThat(files.names("/v")).containsExactly("deep", "yy");
        assertThat(text(files, "/v/deep/x")).isEqualTo("one");
        assertThat(files.get("/v/deep/x").mode()).isEqualTo(0400);
        assertThat(files.get("/v/yy").mode()).isEqualTo(0777);
    }

    @Test
    void aSecretIsDecoded() throws Exception {
        var files = files("secret: {secretName: login, defaultMode: 288}");
        assertThat(text(files, "/v/password")).isEqualTo("s3cret");
        assertThat(files.get("/v/password").mode()).isEqualTo(0440);
    }

    @Test
    void theDownwardApiWritesLabelsAndResourcesIntoFiles() throws Exception {
        var files =
                files(
                        "downwardAPI: {items: [{path: labels, fieldRef: {fieldPath:"
                                + " metadata.labels}}, {path: notes, fieldRef: {fieldPath:"
                                + " metadata.annotations}}, {path: cpu, resourceFieldRef:"
                                + " {containerName: main, resource: requests.cpu}}]}");
        assertThat(text(files, "/v/labels")).isEqualTo("app=\"web\"\ntier=\"front\"");
        assertThat(text(files, "/v/notes")).isEqualTo("note=\"say \\\"hi\\\"\"");
        assertThat(text(files, "/v/cpu")).isEqualTo("0");
    }

    @Test
    void aProjectionHasAllItsSourcesInOneDirectory() throws Exception {
        var files =
                files(
                        "projected: {defaultMode: 256, sources: [{configMap: {name: settings,"
                                + " items: [{key: a.conf, path: a}]}}, {secret: {name: login}},"
                                + " {downwardAPI: {items: [{path: name, fieldRef: {fieldPath:"
                                + " metadata.name}}]}}, {serviceAccountToken: {path: token}}]}");
        assertThat(files.names("/v")).containsExactly("a", "name", "password", "token");
        assertThat(text(files, "/v/a")).isEqualTo("one");
        assertThat(text(files, "/v/name")).isEqualTo("web-1");
        assertThat(text(files, "/v/password")).isEqualTo("s3cret");
        assertThat(text(files, "/v/token").split("\\.", -1)).hasSize(3);
        assertThat(files.get("/v/password").mode()).isEqualTo(0400);
    }

    @Test
    void aSubPathIsThatPartOfTheVolume() throws Exception {
        var file = files("configMap: {name: settings}", ", subPath: a.conf");
        assertThat(text(file, "/v")).isEqualTo("one");

        var directory = files("emptyDir: {}", ", subPath: deep/er");
        directory.write("/v/x", "kept".getBytes(StandardCharsets.UTF_8), 0644, SINCE);
        assertThat(text(files("emptyDir: {}"), "/v/deep/er/x")).isEqualTo("kept");
    }

    @Test
    void whatIsNotThereIsAnEmptyDirectory() throws Exception {
        assertThat(files("configMap: {name: gone}").names("/v")).isEmpty();
        assertThat(files("secret: {secretName: gone}").names("/v")).isEmpty();
    }

    @Test
    void aMissingVolumeIsNamedAsTheKubeletDoes() {
        assertThat(missing("configMap: {name: gone}"))
                .isEqualTo(
                        "MountVolume.SetUp failed for volume \"v\" : configmap \"gone\" not found");
        assertThat(missing("secret: {secretName: gone}"))
                .isEqualTo("MountVolume.SetUp failed for volume \"v\" : secret \"gone\" not found");
        assertThat(missing("projected: {sources: [{secret: {name: gone}}]}"))
                .endsWith("secret \"gone\" not found");
        assertThat(missing("secret: {secretName: gone, optional: true}")).isNull();
        assertThat(missing("secret: {secretName: login}")).isNull();
    }

    private static String missing(String volume) {
        var pod = Surroundings.pod("", "volumes: [{name: v, " + volume + "}]");
        return References.missingVolume(pod, CLUSTER);
    }
}
