package dev.wavetank.cli;

import dev.wavetank.cli.changes.AnnotateCommand;
import dev.wavetank.cli.changes.LabelCommand;
import dev.wavetank.cli.changes.ScaleCommand;
import dev.wavetank.cli.completion.CompletionCommand;
import dev.wavetank.cli.demo.DemoCommand;
import dev.wavetank.cli.describe.DescribeCommand;
import dev.wavetank.cli.events.EventsCommand;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.DownCommand;
import dev.wavetank.cli.lifecycle.KubeconfigCommand;
import dev.wavetank.cli.lifecycle.ListCommand;
import dev.wavetank.cli.lifecycle.NodeAddCommand;
import dev.wavetank.cli.lifecycle.NodeRemoveCommand;
import dev.wavetank.cli.lifecycle.NodeStartCommand;
import dev.wavetank.cli.lifecycle.NodeStopCommand;
import dev.wavetank.cli.lifecycle.StatusCommand;
import dev.wavetank.cli.lifecycle.UpCommand;
import dev.wavetank.cli.manifests.ApplyCommand;
import dev.wavetank.cli.nodes.CordonCommand;
import dev.wavetank.cli.nodes.DrainCommand;
import dev.wavetank.cli.nodes.TaintCommand;
import dev.wavetank.cli.nodes.UncordonCommand;
import dev.wavetank.cli.objects.DeleteCommand;
import dev.wavetank.cli.objects.GetCommand;
import dev.wavetank.cli.rehearsal.RehearseCommand;
import dev.wavetank.cli.rollouts.RolloutHistoryCommand;
import dev.wavetank.cli.rollouts.RolloutPauseCommand;
import dev.wavetank.cli.rollouts.RolloutRestartCommand;
import dev.wavetank.cli.rollouts.RolloutResumeCommand;
import dev.wavetank.cli.rollouts.RolloutStatusCommand;
import dev.wavetank.cli.rollouts.RolloutUndoCommand;
import dev.wavetank.cli.samples.SampleCommand;
import dev.wavetank.cli.scenario.ScenarioCommand;
import dev.wavetank.cli.server.ServeCommand;
import dev.wavetank.cli.streams.ExecCommand;
import dev.wavetank.cli.streams.LogsCommand;
import dev.wavetank.cli.streams.PortForwardCommand;
import dev.wavetank.cli.terminal.Spelling;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cli.usage.TopNodesCommand;
import dev.wavetank.cli.usage.TopPodsCommand;
import dev.wavetank.cli.waiting.WaitCommand;
import dev.wavetank.cli.why.WhyCommand;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// All commands, in the order in which the help shows them.
final class Commands {
    private static final String LOOK = "A first look";
    private static final String CLUSTER = "A cluster";
    private static final String SEE = "See what runs in it";
    private static final String CHANGE = "Change what runs in it";
    private static final String NODES = "Its nodes";
    private static final String CHAOS = "Chaos";
    private static final String OTHER = "This command";
    private static final String HIDDEN = "";

    private static final List<Entry> ALL =
            List.of(
                    new Entry(LOOK, "demo", "see in a minute what a cluster does, and why"),
                    new Entry(CLUSTER, "up", "start a cluster, or start it again"),
                    new Entry(CLUSTER, "list", "the clusters there are, a line each"),
                    new Entry(CLUSTER, "status", "which clusters there are, and how they are"),
                    new Entry(CLUSTER, "down", "stop a cluster and keep all that is in it"),
                    new Entry(CLUSTER, "delete", "remove a cluster, or objects in it"),
                    new Entry(CLUSTER, "kubeconfig", "how kubectl and others reach a cluster"),
                    new Entry(SEE, "get", "show objects: a line each, or as YAML, JSON, a column"),
                    new Entry(SEE, "describe", "show all there is to know about one, for reading"),
                    new Entry(SEE, "why", "show why an object is as it is"),
                    new Entry(SEE, "logs", "show what a container wrote"),
                    new Entry(SEE, "exec", "run a program in a container"),
                    new Entry(SEE, "port-forward", "let a port here lead to a pod"),
                    new Entry(SEE, "events", "show what happened lately"),
                    new Entry(SEE, "top", "show what nodes and pods use"),
                    new Entry(SEE, "wait", "stay until objects are as they shall be"),
                    new Entry(CHANGE, "sample", "deploy a sample application"),
                    new Entry(CHANGE, "apply", "make the cluster have what manifests say"),
                    new Entry(CHANGE, "scale", "more or fewer pods"),
                    new Entry(CHANGE, "rollout", "follow, pause, repeat or undo a rollout"),
                    new Entry(CHANGE, "label", "put labels on objects and take them off"),
                    new Entry(CHANGE, "annotate", "put annotations on objects and take them off"),
                    new Entry(NODES, "node", "pull a node's plug, boot it, add one, remove one"),
                    new Entry(NODES, "cordon", "keep new pods from a node"),
                    new Entry(NODES, "uncordon", "let new pods come to it again"),
                    new Entry(NODES, "drain", "empty a node for maintenance"),
                    new Entry(NODES, "taint", "say which pods a node repels"),
                    new Entry(
                            CHAOS, "scenario", "break things on purpose, and see what comes of it"),
                    new Entry(OTHER, "completion", "what a shell offers at Tab"),
                    new Entry(OTHER, "version", "which Wavetank this is"),
                    new Entry(HIDDEN, "node stop", "pull the plug"),
                    new Entry(HIDDEN, "node start", "boot it"),
                    new Entry(HIDDEN, "node add", "one more machine in a cluster that runs"),
                    new Entry(HIDDEN, "node rm", "take a machine away, with its Node"),
                    new Entry(HIDDEN, "rollout status", "how far it is, until it is done"),
                    new Entry(HIDDEN, "rollout history", "the templates that can be gone back to"),
                    new Entry(HIDDEN, "rollout undo", "go back to an earlier template"),
                    new Entry(HIDDEN, "rollout restart", "replace all pods, a few at a time"),
                    new Entry(HIDDEN, "rollout pause", "let changes of the template wait"),
                    new Entry(HIDDEN, "rollout resume", "roll out what waited"),
                    new Entry(HIDDEN, "top nodes", "what nodes use of what they have"),
                    new Entry(HIDDEN, "top pods", "what pods use"),
                    new Entry(HIDDEN, "serve", "run a cluster's server; up does it"),
                    new Entry(HIDDEN, "rehearse", "learn to start fast; the launcher does it"),
                    new Entry(HIDDEN, "rehearse-commands", "a part of rehearse"));

    private Commands() {}

    /// A command.
    ///
    /// @param group under which heading the help shows it; "" for not at all
    /// @param name one word, or two: `rollout status`
    /// @param summary what it does, in one line
    record Entry(String group, String name, String summary) {
        /// {@return the commands of two words that begin with this one}
        List<Entry> parts() {
            return ALL.stream().filter(each -> each.name().startsWith(name + " ")).toList();
        }

        String lastWord() {
            return name.substring(name.indexOf(' ') + 1);
        }
    }

    /// {@return a command for picocli to fill in; null for one that only has parts}
    ///
    /// A switch, so that only the classes of the one that runs are loaded.
    static @Nullable Callable<Integer> make(Entry entry, Terminal terminal, Home home) {
        return switch (entry.name()) {
            case "demo" -> new DemoCommand(terminal, home);
            case "up" -> new UpCommand(terminal, home);
            case "status" -> new StatusCommand(terminal, home);
            case "down" -> new DownCommand(terminal, home);
            case "delete" -> new DeleteCommand(terminal, home);
            case "get" -> new GetCommand(terminal, home);
            case "describe" -> new DescribeCommand(terminal, home);
            case "why" -> new WhyCommand(terminal, home);
            case "logs" -> new LogsCommand(terminal, home);
            case "exec" -> new ExecCommand(terminal, home);
            case "port-forward" -> new PortForwardCommand(terminal, home);
            case "events" -> new EventsCommand(terminal, home);
            case "wait" -> new WaitCommand(terminal, home);
            case "sample" -> new SampleCommand(terminal, home);
            case "apply" -> new ApplyCommand(terminal, home);
            case "scale" -> new ScaleCommand(terminal, home);
            case "label" -> new LabelCommand(terminal, home);
            case "annotate" -> new AnnotateCommand(terminal, home);
            case "list" -> new ListCommand(terminal, home);
            case "kubeconfig" -> new KubeconfigCommand(terminal, home);
            case "completion" -> new CompletionCommand(terminal, home);
            case "node stop" -> new NodeStopCommand(terminal, home);
            case "node start" -> new NodeStartCommand(terminal, home);
            case "node add" -> new NodeAddCommand(terminal, home);
            case "node rm" -> new NodeRemoveCommand(terminal, home);
            case "cordon" -> new CordonCommand(terminal, home);
            case "uncordon" -> new UncordonCommand(terminal, home);
            case "drain" -> new DrainCommand(terminal, home);
            case "taint" -> new TaintCommand(terminal, home);
            case "scenario" -> new ScenarioCommand(terminal, home);
            case "rollout status" -> new RolloutStatusCommand(terminal, home);
            case "rollout history" -> new RolloutHistoryCommand(terminal, home);
            case "rollout undo" -> new RolloutUndoCommand(terminal, home);
            case "rollout restart" -> new RolloutRestartCommand(terminal, home);
            case "rollout pause" -> new RolloutPauseCommand(terminal, home);
            case "rollout resume" -> new RolloutResumeCommand(terminal, home);
            case "top nodes" -> new TopNodesCommand(terminal, home);
            case "top pods" -> new TopPodsCommand(terminal, home);
            case "serve" -> new ServeCommand(terminal, home);
            case "rehearse" -> new RehearseCommand(terminal, home);
            case "rehearse-commands" -> new RehearsedCommands(terminal, home);
            default -> null;
        };
    }

    /// {@return the command of this name; kubectl's singular of `top nodes` is one, too}
    static @Nullable Entry find(String name) {
        for (Entry each : ALL) {
            if (each.name().equals(name)
                    || (name.startsWith("top ") && each.name().equals(name + "s"))) {
                return each;
            }
        }
        return null;
    }

    /// {@return the commands that the help shows}
    static Stream<Entry> offered() {
        return ALL.stream().filter(each -> !each.group().isEmpty());
    }

    /// {@return the command that may have been meant, or null when none is near}
    static @Nullable String nearest(String name) {
        String nearest = null;
        int least = 3;
        for (Entry each : ALL) {
            int distance = Spelling.distance(name, each.name());
            boolean told = !each.group().isEmpty() || each.name().indexOf(' ') > 0;
            if (told && distance < least && distance < each.name().length()) {
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
            line(terminal, each.name(), each.summary());
        }
        terminal.line("");
        terminal.line("Each explains itself, with examples: wavetank up --help");
        terminal.line("Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted by Ctrl-C.");
        terminal.line("Start here: " + terminal.bold("wavetank demo"));
    }

    /// Shows the parts of a command that has some.
    static void help(Terminal terminal, Entry entry) {
        terminal.line("wavetank " + entry.name() + ": " + entry.summary());
        terminal.line("");
        entry.parts().forEach(each -> line(terminal, each.lastWord(), each.summary()));
        terminal.line("");
        terminal.line(
                "Each explains itself, with examples: wavetank "
                        + entry.parts().getFirst().name()
                        + " --help");
    }

    private static void line(Terminal terminal, String name, String summary) {
        String space = " ".repeat(Math.max(1, 12 - name.length()));
        terminal.line("  " + terminal.bold(name) + space + summary);
    }
}
