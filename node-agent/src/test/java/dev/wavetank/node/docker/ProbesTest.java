package dev.wavetank.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;
import dev.wavetank.node.runtime.ProbeReport.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Objects;

/// Probes of real containers.
final class ProbesTest {
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

    private Pod probed(String script, String handler) {
        var pod =
                node.pod(
                        "probed",
                        """
                        containers: [{name: app, image: '%s', command: [sh, -c, '%s'],
                          ports: [{name: web, containerPort: 8080}],
                          readinessProbe: {periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1, %s}}]\
                        """
                                .formatted(RealNode.IMAGE, script, handler));
        node.run(pod);
        node.await(pod, ObservedContainer::running);
        var spec = pod.spec().containers().getFirst().readinessProbe();
        node.perform(
                new Command.Probe(
                        RealNode.id(pod, 0), ProbeKind.READINESS, Objects.requireNonNull(spec)));
        return pod;
    }

    private ProbeReport await(Pod pod, Verdict verdict) {
        var run =
                node.await(
                        pod,
                        each -> {
                            var report = each.probe(ProbeKind.READINESS);
                            return report != null && report.verdict() == verdict;
                        });
        return Objects.requireNonNull(run.probe(ProbeKind.READINESS));
    }

    @Test
    void aProgramThatSucceedsIsReadyAndOneThatFailsIsNot() {
        var pod =
                probed(
                        "touch /tmp/well; sleep 3; busybox rm /tmp/well; sleep 1000",
                        "exec: {command: [cat, /tmp/well]}");

        assertThat(await(pod, Verdict.PASSING).passed()).isTrue();
        assertThat(await(pod, Verdict.FAILING).message())
                .contains("can't open '/tmp/well': No such file or directory");
    }

    @Test
    void aPageIsReadyWhenItsStatusIsWell() {
        var pod =
                probed(
                        "busybox mkdir /www; echo ok > /www/ready; sleep 2; httpd -f -p 8080 -h"
                                + " /www",
                        "httpGet: {path: /ready, port: web}");

        assertThat(await(pod, Verdict.FAILING).message())
                .matches(
                        "Get \"http://[0-9.]+:8080/ready\": dial tcp [0-9.]+:8080: connect:"
                                + " connection refused");
        assertThat(await(pod, Verdict.PASSING).passed()).isTrue();
    }

    @Test
    void aPageThatIsMissingIsNotReady() {
        var pod =
                probed(
                        "busybox mkdir /www; httpd -f -p 8080 -h /www",
                        "initialDelaySeconds: 1, httpGet: {path: /ready, port: 8080}");

        assertThat(await(pod, Verdict.FAILING).message())
                .isEqualTo("HTTP probe failed with statuscode: 404");
    }

    @Test
    void aPortIsReadyWhenSomebodyListens() {
        var pod = probed("sleep 2; httpd -f -p 8080", "tcpSocket: {port: 8080}");

        assertThat(await(pod, Verdict.FAILING).message()).contains("connection refused");
        assertThat(await(pod, Verdict.PASSING).passed()).isTrue();
    }

    @Test
    void aProgramThatTakesTooLongFails() {
        var pod = probed("sleep 1000", "exec: {command: [sleep, \"5\"]}");

        assertThat(await(pod, Verdict.FAILING).message()).contains("timed out after 1s");
    }
}
