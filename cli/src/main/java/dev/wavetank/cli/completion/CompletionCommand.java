package dev.wavetank.cli.completion;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// `wavetank completion`: a script for the user's shell.
///
/// The scripts ask `wavetank __complete` for what may follow, so they never grow old, and know the
/// names of objects.
@Command(
        name = "completion",
        description = {
            "Prints a script with which a shell completes commands, options, types and the names"
                    + " of",
            "objects in the cluster."
        },
        footer = {
            "%nExamples:",
            "  source <(wavetank completion bash)        in ~/.bashrc",
            "  source <(wavetank completion zsh)         in ~/.zshrc",
            "  wavetank completion fish | source         in ~/.config/fish/config.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    private static final String BASH =
            """
            # bash completion for wavetank
            _wavetank() {
              local line
              COMPREPLY=()
              while IFS= read -r line; do
                COMPREPLY+=("${line%%$'\\t'*}")
              done < <(wavetank __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            }
            complete -o default -F _wavetank wavetank
            """;

    private static final String ZSH =
            """
            #compdef wavetank
            _wavetank() {
              local -a found
              local line
              while IFS= read -r line; do
                found+=("${${line//:/\\\\:}/$'\\t'/:}")
              done < <(wavetank __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
              if (( ${#found} )); then _describe wavetank found; else _files; fi
            }
            compdef _wavetank wavetank
            """;

    private static final String FISH =
            """
            # fish completion for wavetank
            complete -c wavetank -f
            complete -c wavetank -a '(wavetank __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
            """;

    private final Terminal terminal;

    @Parameters(arity = "1", paramLabel = "bash|zsh|fish", description = "the shell")
    String shell = "";

    public CompletionCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.print(
                switch (shell) {
                    case "bash" -> BASH;
                    case "zsh" -> ZSH;
                    case "fish" -> FISH;
                    default ->
                            throw Failure.usage(
                                    "there is no completion for \"" + shell + "\"",
                                    "shells are: bash, zsh, fish");
                });
        return 0;
    }
}
