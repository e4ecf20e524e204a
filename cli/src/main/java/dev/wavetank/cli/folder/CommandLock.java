package dev.wavetank.cli.folder;

import dev.wavetank.cli.terminal.Failure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// That no two commands start, stop or delete one cluster at the same time.
public final class CommandLock implements AutoCloseable {
    private final FileChannel channel;

    private CommandLock(FileChannel channel) {
        this.channel = channel;
    }

    /// {@return the lock; a failure when another command has it}
    public static CommandLock take(ClusterFolder folder) {
        try {
            Files.createDirectories(folder.commandLock().getParent());
            var channel =
                    FileChannel.open(
                            folder.commandLock(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw Failure.of(
                        "another command is starting, stopping or deleting cluster "
                                + folder.name(),
                        "wait for it, then run this again");
            }
            return new CommandLock(channel);
        } catch (IOException refused) {
            throw folder.unwritable(refused);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            // The lock ends with the process at the latest.
        }
    }
}
