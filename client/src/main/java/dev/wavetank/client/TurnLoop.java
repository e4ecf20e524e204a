package dev.wavetank.client;

import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One thread that runs turns: those posted, in order, and those whose time has come.
///
/// The queue of posted turns is without locks, and the timers belong to the thread alone; a timer
/// reaches it through the queue too.
final class TurnLoop implements Runnable {
    /// Cancelled timers are thrown out once there are so many and they are half of all: a component
    /// that sets a far timer at each plan and calls it off at the next must not fill the memory.
    private static final int CANCELLED_MAX = 1024;

    private static final int BATCH_MAX = 256;

    private final ConcurrentLinkedQueue<WallTurn> posted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<WallTurn> timers = new PriorityQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final WallWorld.Failures failures;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean ended;
    private long order;

    TurnLoop(String name, WallWorld.Failures failures) {
        this.failures = failures;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    void start() {
        thread.start();
    }

    void add(WallTurn turn) {
        posted.add(turn);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    void cancelledOne() {
        cancelled.incrementAndGet();
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!ended) {
            takePosted();
            dropCancelled();
            long now = System.nanoTime();
            for (WallTurn due = timers.peek();
                    due != null && due.nanos() - now <= 0 && !ended;
                    due = timers.peek()) {
                timers.remove();
                run(due);
            }
            sleep();
        }
        posted.clear();
        timers.clear();
    }

    /// Runs some of the turns that are there; then the timers are looked at, so that a chatty
    /// component cannot stop the clock.
    private void takePosted() {
        for (int taken = 0; taken < BATCH_MAX && !ended; taken++) {
            WallTurn turn = posted.poll();
            if (turn == null) {
                return;
            }
            if (turn.timed()) {
                turn.order(order++);
                timers.add(turn);
            } else {
                run(turn);
            }
        }
    }

    private void dropCancelled() {
        if (cancelled.get() > CANCELLED_MAX && cancelled.get() > timers.size() / 2) {
            cancelled.set(0);
            timers.removeIf(WallTurn::dead);
        }
    }

    private void sleep() {
        if (!posted.isEmpty()) {
            return;
        }
        asleep = true;
        // Whoever posts after this check sees that the thread sleeps, and wakes it.
        if (posted.isEmpty() && !ended) {
            WallTurn first = timers.peek();
            if (first == null) {
                LockSupport.park(this);
            } else {
                long wait = first.nanos() - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(this, wait);
                }
            }
        }
        asleep = false;
    }

    private void run(WallTurn turn) {
        Runnable run = turn.take();
        if (run == null) {
            return;
        }
        try {
            run.run();
        } catch (Throwable thrown) {
            report(turn, thrown);
        }
    }

    private void report(WallTurn turn, Throwable thrown) {
        try {
            failures.failed(turn.world().component(), turn.cause(), thrown);
        } catch (RuntimeException again) {
            // Nobody is left to tell but the thread's own handler; the loop goes on.
            again.addSuppressed(thrown);
            thread.getUncaughtExceptionHandler().uncaughtException(thread, again);
        }
    }
}
