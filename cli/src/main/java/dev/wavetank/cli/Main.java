package dev.wavetank.cli;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Malformed;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Runs one command: 0 when it did what it should, 1 when it failed, 2 when it was called wrongly,
/// 70 when it met a bug of its own, 130 when the user interrupted it.
///
/// A user never sees a stack trace, unless `WAVETANK_DEBUG` is set.
public final class Main {
    static final String VERSION = "0.1.0";

    private final Terminal terminal;
    private final Map<String, String> environment;

    Main(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /// Ends the process without waiting for anything.
    public static void main(String[] args) {
        Terminal terminal = Terminal.system(System.getenv());
        int code = new Main(terminal, System.getenv()).run(List.of(args));
        Interrupts.awaitEndIfBegun();
        terminal.flush();
        Runtime.getRuntime().halt(code);
    }

    int run(List<String> args) {
        if (args.isEmpty() || List.of("help", "--help", "-h").contains(args.getFirst())) {
            return help(args.isEmpty() ? args : args.subList(1, args.size()));
        }
        String name = args.getFirst();
        if (name.equals("--version") || name.equals("version")) {
            terminal.line("wavetank " + VERSION);
            return 0;
        }
        if (name.equals("__complete")) {
            return new CompleteCommand(terminal, Home.of(environment))
                    .run(args.subList(1, args.size()));
        }
        Commands.Entry entry = Commands.find(name);
        if (entry == null) {
            return unknown(name, "wavetank --help");
        }
        List<String> rest = args.subList(1, args.size());
        if (entry.parts().isEmpty()) {
            return run(entry, rest);
        }
        if (rest.isEmpty() || rest.getFirst().startsWith("-")) {
            Commands.help(terminal, entry);
            return rest.isEmpty() ? Failure.USAGE : 0;
        }
        String whole = name + " " + rest.getFirst();
        Commands.Entry part = Commands.find(whole);
        return part == null
                ? unknown(whole, "wavetank " + name + " --help")
                : run(part, rest.subList(1, rest.size()));
    }

    private int help(List<String> about) {
        Commands.Entry entry = Commands.find(String.join(" ", about));
        if (entry == null) {
            Commands.help(terminal);
            return 0;
        }
        var words = new ArrayList<>(about);
        words.add("--help");
        return run(words);
    }

    private int unknown(String name, String all) {
        String nearest = Commands.nearest(name);
        terminal.failure(
                "there is no command \"" + name + "\"",
                nearest == null ? "see them all: " + all : "did you mean: wavetank " + nearest);
        return Failure.USAGE;
    }

    private int run(Commands.Entry entry, List<String> args) {
        try {
            Callable<Integer> command =
                    Objects.requireNonNull(Commands.make(entry, terminal, Home.of(environment)));
            var line = new CommandLine(command).setCommandName("wavetank " + entry.name());
            line.setUsageHelpAutoWidth(false);
            if (args.contains("--help") || args.contains("-h")) {
                help(line);
                return 0;
            }
            line.parseArgs(args.toArray(String[]::new));
            return command.call();
        } catch (ParameterException wrong) {
            terminal.failure(problem(wrong), remedy(wrong, entry));
            return Failure.USAGE;
        } catch (Failure failure) {
            terminal.failure(failure.happened(), failure.remedy());
            debug(failure);
            return failure.exitCode();
        } catch (Malformed malformed) {
            terminal.failure(
                    String.valueOf(malformed.getMessage()), "correct it and run this again");
            return Failure.FAILED;
        } catch (Exception | StackOverflowError | OutOfMemoryError bug) {
            terminal.failure(
                    "wavetank " + entry.name() + " failed in a way it should not: " + bug,
                    "run it again with WAVETANK_DEBUG=1 and report what it prints");
            debug(bug);
            return Failure.FAILED;
        }
    }

    private void help(CommandLine line) {
        line.setUsageHelpWidth(100);
        line.getCommandSpec().usageMessage().synopsisHeading("Usage: ").descriptionHeading("%n");
        line.getCommandSpec().usageMessage().parameterListHeading("%n").optionListHeading("%n");
        terminal.print(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    private static String problem(ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage());
        if (message.isEmpty()) {
            return message;
        }
        String lower =
                message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1);
        return lower.replaceAll("is not an? (int|long)$", "is not a whole number");
    }

    private static String remedy(ParameterException wrong, Commands.Entry entry) {
        String help = "see what it takes: wavetank " + entry.name() + " --help";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return "did you mean " + suggestions.getFirst() + "? " + help;
            }
        }
        return help;
    }

    private void debug(Throwable thrown) {
        if (!environment.getOrDefault("WAVETANK_DEBUG", "").isEmpty()) {
            var trace = new StringBuilder(thrown + "\n");
            Arrays.stream(thrown.getStackTrace())
                    .forEach(at -> trace.append("    at " + at + "\n"));
            for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
                trace.append("caused by " + cause + "\n");
            }
            terminal.note(trace.toString().stripTrailing());
        }
    }
}
