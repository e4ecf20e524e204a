package dev.wavetank.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;

/// Logs of real containers.
final class LogsTest {
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

    private Result.Log read(Pod pod, @Nullable Integer tail, long after, boolean await) {
        return (Result.Log)
                node.perform(
                        new Command.Logs(pod.meta().uid(), "app", false, tail, null, after, await));
    }

    @Test
    void linesComeWithTheirTimesFromBothOutputs() {
        var before = Instant.now();
        var pod = node.script("log", "echo one; sleep 0.1; echo two >&2; sleep 0.1; echo three");
        node.run(pod);
        node.await(pod, ObservedContainer::exited);

        var log = read(pod, null, 0, false);

        assertThat(log.lines())
                .extracting(Result.Line::text)
                .containsExactly("one", "two", "three");
        // The engine notes the start when the first line may already be there.
        assertThat(log.lines()).allMatch(line -> !line.time().isBefore(before));
        assertThat(log.ended()).isTrue();
    }

    @Test
    void theLastLinesAreEnough() {
        var pod = node.script("log", "echo one; echo two; echo three");
        node.run(pod);
        node.await(pod, ObservedContainer::exited);

        assertThat(read(pod, 2, 0, false).lines())
                .extracting(Result.Line::text)
                .containsExactly("two", "three");
    }

    @Test
    void whoFollowsGetsEachLineOnce() {
        var pod = node.script("log", "for i in 1 2 3 4; do echo $i; sleep 0.3; done");
        node.run(pod);

        var lines = new ArrayList<String>();
        var log = read(pod, null, 0, false);
        while (true) {
            log.lines().forEach(line -> lines.add(line.text()));
            if (log.ended()) {
                break;
            }
            log = read(pod, null, log.next(), true);
        }

        assertThat(lines).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aLongLineIsOneLine() {
        var pod = node.script("log", "dd if=/dev/zero bs=100000 count=1 2>/dev/null; echo end");
        node.run(pod);
        node.await(pod, ObservedContainer::exited);

        var lines = read(pod, null, 0, false).lines();

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().text()).hasSize(100_003).endsWith("end");
    }

    @Test
    void theRunBeforeTheLastHasItsOwnLog() {
        var pod = node.script("log", "echo $HOSTNAME; exit 1");
        node.run(pod);
        node.await(pod, ObservedContainer::exited);
        node.run(pod, 0, 1);
        node.await(pod, run -> run.exited() && run.attempt() == 1);

        var previous =
                node.perform(new Command.Logs(pod.meta().uid(), "app", true, null, null, 0, false));

        assertThat(((Result.Log) previous).lines())
                .extracting(Result.Line::text)
                .containsExactly("log");
    }

    @Test
    void aContainerThatIsNotThereHasNoLog() {
        var pod = node.script("log", "sleep 1000");
        node.run(pod);

        var result =
                node.perform(new Command.Logs(pod.meta().uid(), "app", true, null, null, 0, false));

        assertThat(result)
                .isEqualTo(
                        new Result.Failed(
                                "NotFound",
                                "previous terminated container \"app\" in pod \"log\" not found"));
    }
}
