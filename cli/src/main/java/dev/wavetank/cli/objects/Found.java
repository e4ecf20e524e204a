package dev.wavetank.cli.objects;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import java.util.ArrayList;
import java.util.List;

/// What was found of what a command was told to be about.
///
/// @param items what was found, in the order of the words
/// @param failures what was not, and why
public record Found(List<Item> items, List<Failure> failures) {
    public Found {
        items = List.copyOf(items);
        failures = new ArrayList<>(failures);
    }

    /// Does something with each object; a refusal of one does not keep the others from it.
    public void each(Work work) {
        for (Item item : items) {
            try {
                work.on(item);
            } catch (Refused refused) {
                failures.add(refused.failure("correct it and run this again"));
            } catch (Failure failure) {
                failures.add(failure);
            }
        }
    }

    /// What a command does with one object.
    @FunctionalInterface
    public interface Work {
        void on(Item item) throws Refused;
    }

    /// What is not there is no failure: it may be what is wanted.
    public void forgiveMissing() {
        failures.removeIf(each -> each.happened().endsWith(" not found"));
    }

    /// Says what failed.
    ///
    /// @return the command's exit code
    public int report(Terminal terminal) {
        for (Failure each : failures) {
            terminal.failure(each.happened(), each.remedy());
        }
        return failures.isEmpty() ? 0 : Failure.FAILED;
    }
}
