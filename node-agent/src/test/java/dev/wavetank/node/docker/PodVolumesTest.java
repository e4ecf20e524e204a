package dev.wavetank.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// Volumes of real containers.
final class PodVolumesTest {
    private RealNode node;

    @BeforeEach
    void open() throws IOException {
        node = RealNode.open();
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    private List<String> written(String script, String rest) {
        var pod =
                node.pod(
                        "vol",
                        "containers: [{name: app, image: '%s', command: [sh, -c, '%s'], %s"
                                .formatted(RealNode.IMAGE, script, rest));
        assertThat(node.run(pod)).isEqualTo(new Result.Done());
        node.await(pod, ObservedContainer::exited);
        return node.logs(pod);
    }

    @Test
    void anEmptyDirIsEmptyAndAnybodyMayWriteToIt() {
        assertThat(
                        written(
                                "busybox ls /d; echo x > /d/f && cat /d/f",
                                "securityContext: {runAsUser: 1000},"
                                        + " volumeMounts: [{name: d, mountPath: /d}]}],"
                                        + " volumes: [{name: d, emptyDir: {}}]"))
                .containsExactly("x");
    }

    @Test
    void anEmptyDirInMemoryHasItsLimit() {
        assertThat(
                        written(
                                "busybox grep /d /proc/mounts | busybox grep -o"
                                        + " \"tmpfs\\|size=[0-9]*k\"",
                                "volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d,"
                                        + " emptyDir: {medium: Memory, sizeLimit: 4Mi}}]"))
                .contains("tmpfs", "size=4096k");
    }

    @Test
    void whatWasWrittenOutlivesTheContainerButNotThePod() {
        var pod =
                node.pod(
                        "vol",
                        """
                        containers: [{name: app, image: '%s',
                          command: [sh, -c, 'cat /d/f; echo before > /d/f'],
                          volumeMounts: [{name: d, mountPath: /d}]}],
                        volumes: [{name: d, emptyDir: {medium: Memory}}]\
                        """
                                .formatted(RealNode.IMAGE));
        node.run(pod);
        node.await(pod, ObservedContainer::exited);
        node.run(pod, 0, 1);
        node.await(pod, each -> each.exited() && each.attempt() == 1);
        assertThat(node.logs(pod)).containsExactly("before");

        node.perform(new Command.Remove(pod.meta().uid()));

        assertThat(node.volumesLeft()).isZero();
    }

    @Test
    void aConfigMapIsFilesThatFollowIt() {
        node.put("ConfigMap", "conf", "data: {colour: blue, size: big}");
        var pod =
                node.pod(
                        "vol",
                        """
                        containers: [{name: app, image: '%s',
                          command: [sh, -c, 'while true; do cat /c/colour; echo; sleep 0.2; done'],
                          volumeMounts: [{name: c, mountPath: /c}]}],
                        volumes: [{name: c, configMap: {name: conf}}]\
                        """
                                .formatted(RealNode.IMAGE));
        node.run(pod);
        RealNode.awaitility(() -> node.logs(pod).contains("blue") ? pod : null);

        node.put("ConfigMap", "conf", "data: {colour: red, size: big}");
        node.runtime.refreshVolumes();

        RealNode.awaitility(() -> node.logs(pod).contains("red") ? pod : null);
        assertThat(node.logs(pod)).containsOnly("blue", "red");
    }

    @Test
    void aSecretIsInMemoryAndReadOnlyWithItsModes() {
        node.put("Secret", "key", "data: {token: c2VjcmV0}");

        assertThat(
                        written(
                                "cat /s/token; echo; busybox stat -L -c %a /s/token;"
                                        + " busybox grep -c \"tmpfs /s \" /proc/mounts;"
                                        + " echo y > /s/x || echo ro",
                                "volumeMounts: [{name: s, mountPath: /s}]}], volumes: [{name: s,"
                                        + " secret: {secretName: key, defaultMode: 256}}]"))
                .contains("secret", "400", "1", "ro");
    }

    @Test
    void oneKeyCanBeMountedAsOneFile() {
        node.put("ConfigMap", "conf", "data: {colour: blue}");

        assertThat(
                        written(
                                "cat /etc/colour.txt",
                                "volumeMounts: [{name: c, mountPath: /etc/colour.txt, subPath:"
                                    + " colour}]}], volumes: [{name: c, configMap: {name: conf}}]"))
                .containsExactly("blue");
    }

    @Test
    void aPodKnowsItsLabels() {
        assertThat(
                        written(
                                "cat /p/name /p/conf/name",
                                "volumeMounts: [{name: p, mountPath: /p}]}], volumes: [{name: p,"
                                    + " projected: {sources: [{downwardAPI: {items: [{path: name,"
                                    + " fieldRef: {fieldPath: metadata.name}}, {path: conf/name,"
                                    + " fieldRef: {fieldPath: metadata.namespace}}]}}]}}]"))
                .containsExactly("voldefault");
    }

    @Test
    void aMissingConfigMapHoldsThePodUp() {
        var pod =
                node.pod(
                        "vol",
                        "containers: [{name: app, image: '%s'}],".formatted(RealNode.IMAGE)
                                + " volumes: [{name: c, configMap: {name: none}}]");

        assertThat(node.perform(new Command.Sandbox(PodIdentity.of(pod), 0)))
                .isEqualTo(
                        new Result.Failed(
                                "FailedMount",
                                "MountVolume.SetUp failed for volume \"c\" : configmap \"none\" not"
                                        + " found"));
    }
}
