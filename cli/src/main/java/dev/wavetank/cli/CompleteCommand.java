package dev.wavetank.cli;

import dev.wavetank.cli.completion.ObjectNames;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// `wavetank __complete WORD...`: what the last word may become, one in a line, with what it means
/// after a tab. The scripts of `wavetank completion` ask it.
final class CompleteCommand {
    /// Commands about objects: first a type, then names of that type.
    private static final List<String> OBJECTS =
            List.of(
                    "get",
                    "describe",
                    "delete",
                    "label",
                    "annotate",
                    "scale",
                    "wait",
                    "why",
                    "logs",
                    "exec",
                    "rollout status",
                    "rollout history",
                    "rollout undo",
                    "rollout restart",
                    "rollout pause",
                    "rollout resume");

    /// Commands about nodes.
    private static final List<String> NODES =
            List.of(
                    "cordon",
                    "uncordon",
                    "drain",
                    "node stop",
                    "node start",
                    "node rm",
                    "top nodes");

    private final Terminal terminal;
    private final Home home;

    CompleteCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    int run(List<String> words) {
        String last = words.isEmpty() ? "" : words.getLast();
        offers(words).filter(each -> each.startsWith(last)).forEach(terminal::line);
        return 0;
    }

    private Stream<String> offers(List<String> words) {
        if (words.size() < 2) {
            return Commands.offered().map(each -> each.name() + "\t" + each.summary());
        }
        Commands.Entry entry = Commands.find(words.getFirst());
        int taken = 1;
        if (entry != null && !entry.parts().isEmpty()) {
            if (words.size() == 2) {
                return entry.parts().stream().map(each -> each.lastWord() + "\t" + each.summary());
            }
            entry = Commands.find(words.get(0) + " " + words.get(1));
            taken = 2;
        }
        return entry == null
                ? Stream.empty()
                : arguments(entry, words.subList(taken, words.size()));
    }

    private Stream<String> arguments(Commands.Entry entry, List<String> words) {
        var spec =
                CommandSpec.forAnnotatedObject(
                        Objects.requireNonNull(Commands.make(entry, terminal, home)));
        String last = words.getLast();
        if (last.startsWith("-")) {
            return spec.options().stream().flatMap(CompleteCommand::names);
        }
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        if (before.startsWith("-") && takesValue(spec, before)) {
            return values(before, words);
        }
        List<String> positional = positional(spec, words);
        ObjectNames objects =
                new ObjectNames(
                        home,
                        option(words, "--name", ""),
                        option(words, "-n", option(words, "--namespace", "default")));
        if (NODES.contains(entry.name())) {
            return objects.of("nodes").stream();
        } else if (!OBJECTS.contains(entry.name())) {
            return Stream.empty();
        }
        int slash = last.indexOf('/');
        if (slash > 0) {
            String type = last.substring(0, slash);
            return objects.of(type).stream().map(each -> type + "/" + each);
        }
        return positional.isEmpty()
                ? objects.types().stream()
                : objects.of(positional.getFirst()).stream();
    }

    private static Stream<String> names(OptionSpec option) {
        String text = option.description().length == 0 ? "" : option.description()[0];
        return Stream.of(option.longestName() + (text.isEmpty() ? "" : "\t" + text));
    }

    private static boolean takesValue(CommandSpec spec, String name) {
        OptionSpec option = spec.findOption(name);
        return option != null && option.arity().max() > 0;
    }

    private Stream<String> values(String option, List<String> words) {
        return switch (option) {
            case "--name" -> home.clusters().stream().map(ClusterFolder::name);
            case "-n", "--namespace" ->
                    new ObjectNames(home, option(words, "--name", ""), "")
                            .of("namespaces").stream();
            case "-o", "--output" ->
                    Stream.of("wide", "yaml", "json", "name", "jsonpath=", "custom-columns=");
            default -> Stream.empty();
        };
    }

    /// {@return the words before the last that are neither options nor their values}
    private static List<String> positional(CommandSpec spec, List<String> words) {
        var positional = new ArrayList<String>();
        for (int i = 0; i < words.size() - 1; i++) {
            String word = words.get(i);
            if (word.startsWith("-")) {
                i += word.indexOf('=') < 0 && takesValue(spec, word) ? 1 : 0;
            } else {
                positional.add(word);
            }
        }
        return positional;
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        return at < 0 || at == words.size() - 1 ? otherwise : words.get(at + 1);
    }
}
