package dev.wavetank.cli.usage;

import dev.wavetank.cli.terminal.Failure;

import picocli.CommandLine.Option;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// In which order usage is shown.
final class Order {
    @Option(
            names = "--sort-by",
            paramLabel = "cpu|memory",
            description = "the one that uses most comes first (by name, if not given)")
    String by = "";

    /// {@return these in order}
    ///
    /// @param usage what of each one is compared
    <T> List<T> sorted(List<T> items, Function<T, Usage> usage) {
        Comparator<Usage> order =
                switch (by) {
                    case "" -> Comparator.comparing(Usage::namespace).thenComparing(Usage::name);
                    case "cpu" -> Comparator.comparing(Usage::cores).reversed();
                    case "memory" -> Comparator.comparing(Usage::bytes).reversed();
                    default ->
                            throw Failure.usage(
                                    "--sort-by accepts only cpu or memory", "not \"" + by + "\"");
                };
        return items.stream().sorted(Comparator.comparing(usage, order)).toList();
    }
}
