package dev.wavetank.cli.server;

import dev.wavetank.cli.folder.ClusterFolder;

import java.io.IOException;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// The server's log: `server.0.log` in the cluster's folder, rotated.
final class ServerLog {
    /// Three files of 5 MB: days of a busy cluster, and never a full disk.
    private static final int BYTES_MAX = 5 << 20;

    private static final int FILES = 3;

    /// Time, level, who, message and stack trace.
    private static final String FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$-7s %3$s: %5$s%6$s%n";

    private ServerLog() {}

    /// Sends what this process logs into the cluster's folder.
    ///
    /// @param console whether to the standard error, too
    static void open(ClusterFolder folder, boolean console) {
        System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        try {
            var file =
                    new FileHandler(
                            // In a pattern a percent sign is written twice.
                            folder.path().toString().replace("%", "%%") + "/server.%g.log",
                            BYTES_MAX,
                            FILES,
                            true);
            file.setFormatter(new SimpleFormatter());
            root.addHandler(file);
        } catch (IOException refused) {
            throw folder.unwritable(refused);
        }
        if (console) {
            root.addHandler(new ConsoleHandler());
        }
    }
}
