package dev.wavetank.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// What a command leaves in order when the user presses Ctrl-C or the process is told to end.
///
/// The virtual machine then exits with 130 (143 for SIGTERM). A command that ends by itself halts,
/// so nothing of this runs.
public final class Interrupts {
    private static final AtomicReference<Runnable> CURRENT = new AtomicReference<>();
    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    private Interrupts() {}

    /// Runs `inOrder` when the command is interrupted from now on, in place of what was said
    /// before.
    public static void on(Runnable inOrder) {
        if (CURRENT.getAndSet(inOrder) == null) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        BEGUN.countDown();
                                        Runnable last = CURRENT.get();
                                        if (last != null) {
                                            last.run();
                                        }
                                    },
                                    "interrupted"));
        }
    }

    /// Returns unless the process is being ended: then that decides the exit code, not what the
    /// command makes of its surroundings falling away.
    public static void awaitEndIfBegun() {
        while (BEGUN.getCount() == 0) {
            LockSupport.park();
        }
    }

    /// From now on an interruption needs nothing.
    public static void off() {
        if (CURRENT.get() != null) {
            CURRENT.set(Interrupts::nothing);
        }
    }

    private static void nothing() {}
}
