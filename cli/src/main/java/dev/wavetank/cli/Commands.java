package dev.wavetank.cli;

import dev.wavetank.cli.demo.DemoCommand;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.DownCommand;
import dev.wavetank.cli.lifecycle.NodeCommand;
import dev.wavetank.cli.lifecycle.StatusCommand;
import dev.wavetank.cli.lifecycle.UpCommand;
import dev.wavetank.cli.manifests.ApplyCommand;
import dev.wavetank.cli.objects.DeleteCommand;
import dev.wavetank.cli.objects.GetCommand;
import dev.wavetank.cli.rehearsal.RehearseCommand;
import dev.wavetank.cli.samples.SampleCommand;
import dev.wavetank.cli.scenario.ScenarioCommand;
import dev.wavetank.cli.server.ServeCommand;
import dev.wavetank.cli.terminal.Spelling;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cli.why.WhyCommand;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Callable;

/// All commands, in the order in which the help shows them.
final class Commands {
    private static final List<Entry> ALL =
            List.of(
                    new Entry(
                            "A first look",
                            "demo",
                            "see in a minute what a cluster does, and why",
                            DemoCommand::new),
                    new Entry(
                            "A cluster",
                            "up",
                            "start a cluster, or start it again",
                            UpCommand::new),
                    new Entry(
                            "A cluster",
                            "status",
                            "which clusters there are, and how they are",
                            StatusCommand::new),
                    new Entry(
                            "A cluster",
                            "down",
                            "stop a cluster and keep all that is in it",
                            DownCommand::new),
                    new Entry(
                            "A cluster",
                            "delete",
                            "remove a cluster, or objects in it",
                            DeleteCommand::new),
                    new Entry(
                            "A cluster",
                            "node",
                            "pull a node's plug, or boot it",
                            NodeCommand::new),
                    new Entry(
                            "Chaos",
                            "scenario",
                            "break things on purpose, and see what comes of it",
                            ScenarioCommand::new),
                    new Entry(
                            "What runs in it",
                            "sample",
                            "deploy a sample application",
                            SampleCommand::new),
                    new Entry(
                            "What runs in it",
                            "apply",
                            "make the cluster have what manifests say",
                            ApplyCommand::new),
                    new Entry("What runs in it", "get", "show objects", GetCommand::new),
                    new Entry(
                            "What runs in it",
                            "why",
                            "show why an object is as it is",
                            WhyCommand::new),
                    new Entry("", "serve", "run a cluster's server; up does it", ServeCommand::new),
                    new Entry(
                            "",
                            "rehearse",
                            "learn to start fast; the launcher does it",
                            RehearseCommand::new),
                    new Entry(
                            "", "rehearse-commands", "a part of rehearse", RehearsedCommands::new));

    private Commands() {}

    /// Makes a command that picocli fills in.
    @FunctionalInterface
    interface Maker {
        Callable<Integer> make(Terminal terminal, Home home);
    }

    /// A command.
    ///
    /// @param group under which heading the help shows it; "" for not at all
    /// @param summary what it does, in one line
    record Entry(String group, String name, String summary, Maker maker) {}

    static @Nullable Entry find(String name) {
        for (Entry each : ALL) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /// {@return the command that may have been meant, or null when none is near}
    static @Nullable String nearest(String name) {
        String nearest = null;
        int least = 3;
        for (Entry each : ALL) {
            int distance = Spelling.distance(name, each.name());
            if (!each.group().isEmpty() && distance < least && distance < each.name().length()) {
                least = distance;
                nearest = each.name();
            }
        }
        return nearest;
    }

    static void help(Terminal terminal) {
        terminal.line(
                "wavetank: a Kubernetes-compatible cluster on this machine, with simulated nodes");
        String group = "";
        for (Entry each : ALL) {
            if (each.group().isEmpty()) {
                continue;
            }
            if (!each.group().equals(group)) {
                group = each.group();
                terminal.line("");
                terminal.line(group + ":");
            }
            terminal.line(
                    "  "
                            + terminal.bold(each.name())
                            + " ".repeat(10 - each.name().length())
                            + each.summary());
        }
        terminal.line("");
        terminal.line("Each explains itself, with examples: wavetank up --help");
        terminal.line("Start here: " + terminal.bold("wavetank demo"));
    }
}
