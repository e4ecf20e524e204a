package dev.wavetank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class MainTest {
    @TempDir Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false);
        return new Main(terminal, Map.of("WAVETANK_HOME", home.toString())).run(List.of(args));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutACommandAllCommandsAreShownAndTheHiddenOneIsNot() {
        assertThat(run()).isZero();
        assertThat(out())
                .contains("  up  ", "  why  ", "Start here: wavetank ")
                .doesNotContain("serve");
    }

    @Test
    void everyCommandExplainsItselfWithExamples() {
        var commands = Commands.offered().toList();
        assertThat(commands).hasSizeGreaterThan(20);
        for (Commands.Entry entry : commands) {
            if (entry.name().equals("version")) {
                continue;
            }
            for (Commands.Entry each : entry.parts().isEmpty() ? List.of(entry) : entry.parts()) {
                explained(each.name());
            }
        }
    }

    private void explained(String command) {
        var words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add("--help");
        assertThat(run(words.toArray(String[]::new))).as(command).isZero();
        assertThat(out())
                .contains("Usage: wavetank " + command, "Examples:", "wavetank " + command);
        assertThat(out().lines()).as(command).allMatch(line -> line.length() <= 100);
    }

    @Test
    void whatAShellMayOfferIsCompletedAlsoWithoutACluster() {
        assertThat(run("__complete", "rol")).isZero();
        assertThat(out()).startsWith("rollout\t");
        run("__complete", "rollout", "");
        assertThat(out()).contains("status\t", "undo\t");
        run("__complete", "get", "pods", "--all");
        assertThat(out()).startsWith("--all-namespaces\t");
        run("__complete", "get", "pods", "-o", "js");
        assertThat(out()).isEqualTo("json\njsonpath=\n");
        run("__complete", "describe", "pod", "");
        assertThat(out()).isEmpty();
        assertThat(run("completion", "bash")).isZero();
        assertThat(out()).contains("complete -o default -F _wavetank wavetank");
        assertThat(run("completion", "csh")).isEqualTo(2);
        assertThat(err()).contains("bash, zsh, fish");
    }

    @Test
    void aCommandWithPartsShowsThemAndKnowsTheNearest() {
        assertThat(run("rollout")).isEqualTo(2);
        assertThat(out()).contains("  status ", "  undo ");
        assertThat(run("rollout", "stauts", "x")).isEqualTo(2);
        assertThat(err()).contains("did you mean: wavetank rollout status");
        assertThat(run("help", "rollout", "undo")).isZero();
        assertThat(out()).contains("--to-revision");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        assertThat(run("delte")).isEqualTo(2);
        assertThat(err().lines())
                .containsExactly(
                        "wavetank: there is no command \"delte\"",
                        "  did you mean: wavetank delete");
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(err()).contains("wavetank --help");
    }

    @Test
    void wrongOptionsAreUsageErrorsInTwoLines() {
        assertThat(run("up", "--node", "3")).isEqualTo(2);
        assertThat(err()).contains("did you mean --nodes?");
        assertThat(run("up", "--nodes", "many")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "wavetank: invalid value for option '--nodes': 'many' is not a whole"
                                + " number\n  see what it takes: wavetank up --help\n");
        assertThat(run("up", "--node-memory", "1m")).isEqualTo(2);
        assertThat(err()).contains("--node-memory 1m is too little", "at least 1Mi", "thousandths");
        assertThat(run("up", "--node-cpu", "0")).isEqualTo(2);
        assertThat(err()).contains("at least 10m");
        assertThat(run("up", "--kubeconfig", "")).isEqualTo(2);
        assertThat(run("up", "--kubeconfig", home.toString())).isEqualTo(2);
        assertThat(err()).contains("is no file");
        assertThat(run("up", "--nodes", "0")).isEqualTo(2);
        assertThat(err()).contains("--nodes 0 is out of range", "1 to 10000");
        assertThat(run("up", "--node-memory", "8Gx")).isEqualTo(2);
        assertThat(err()).contains("8Gi");
        assertThat(run("why", "pod/x", "--limit", "-3")).isEqualTo(2);
        assertThat(err()).contains("--limit -3 is out of range");
        assertThat(run("apply")).isEqualTo(2);
        assertThat(run("get")).isEqualTo(2);
        assertThat(err().lines()).hasSize(2);
    }

    @Test
    void withoutAServerEveryCommandSaysHowToStartOne() {
        for (List<String> command :
                List.of(
                        List.of("get", "pods"),
                        List.of("why", "pod/x"),
                        List.of("node", "stop", "node-1"),
                        List.of("delete", "pod/x"),
                        List.of("sample", "deploy", "shop"))) {
            assertThat(run(command.toArray(String[]::new))).as("%s", command).isEqualTo(1);
            assertThat(err())
                    .isEqualTo("wavetank: there is no cluster default\n  start it: wavetank up\n");
        }
    }

    @Test
    void stoppingAndDeletingWhatIsNotThereIsNoError() {
        assertThat(run("down")).isZero();
        assertThat(run("delete")).isZero();
        assertThat(out()).isEqualTo("there is no cluster default\n");
        assertThat(run("status")).isZero();
        assertThat(run("status", "--name", "x")).isEqualTo(1);
    }

    @Test
    void aClusterWhoseSettingsAreBrokenDoesNotHideTheOthers() throws IOException {
        var good = new Home(home).cluster("b");
        good.create();
        good.keep(Settings.DEFAULT);
        var broken = Files.createDirectories(home.resolve("clusters/a")).resolve("cluster.json");
        Files.writeString(broken, "{bad");

        assertThat(run("status")).isZero();
        assertThat(out()).contains("a  broken", "correct the file", "b  stopped");
        assertThat(run("status", "--name", "a")).isEqualTo(1);
    }

    @Test
    void optionsThatChooseObjectsNeverDeleteTheCluster() {
        assertThat(run("delete", "--all")).isEqualTo(2);
        assertThat(run("delete", "-l", "app=x")).isEqualTo(2);
        assertThat(run("delete", "-n", "shop")).isEqualTo(2);
    }

    @Test
    void samplesAreListedWithoutACluster() {
        assertThat(run("sample", "list")).isZero();
        assertThat(out()).contains("shop", "version 2", "wavetank sample deploy shop");
        assertThat(run("sample", "deploy", "shopp")).isEqualTo(2);
        assertThat(err()).contains("samples are: shop");
        assertThat(run("sample", "deploy", "shop", "--version", "9")).isEqualTo(2);
        assertThat(err()).contains("versions: 1, 2");
    }
}
