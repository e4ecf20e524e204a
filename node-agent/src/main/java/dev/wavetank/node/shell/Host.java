package dev.wavetank.node.shell;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.files.FileTree;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/// What a program finds around it: its container.
public interface Host {
    String hostname();

    /// {@return the variables that the container begins with}
    SortedMap<String, String> environment();

    FileTree files();

    /// {@return what runs in the container, the container's own program first}
    List<Running> processes();

    /// {@return whether a person types what is read}
    boolean terminal();

    Time now();

    World.Cancellable after(Duration delay, Runnable turn);

    /// Asks an HTTP server; answered in a later turn, or never when nobody says anything.
    void fetch(Url url, Consumer<Fetched> then);

    /// A process.
    ///
    /// @param command with its arguments
    record Running(int pid, String command) {}

    /// What came of asking an HTTP server.
    sealed interface Fetched {
        /// A page, or what the server says instead of one.
        ///
        /// @param reason as in `404 Not Found`
        record Answered(int status, String reason, String body) implements Fetched {}

        /// The name leads nowhere.
        record Unknown() implements Fetched {}

        /// Nobody listens there.
        ///
        /// @param address the one that was tried
        record Refused(String address) implements Fetched {}
    }
}
