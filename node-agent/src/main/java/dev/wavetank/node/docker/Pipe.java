package dev.wavetank.node.docker;

import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.streams.Window;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What passes between a caller and the engine: each side waits for a slow other one.
final class Pipe extends InputStream {
    private final Consumer<Output> sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> typed = new ArrayDeque<>();
    private final Window window = new Window();
    private int read;
    private boolean ended;
    private boolean closed;

    /// @param sink the caller's
    Pipe(Consumer<Output> sink) {
        this.sink = sink;
    }

    /// The caller says something.
    void typed(byte[] bytes) {
        change(() -> {
            if (bytes.length > 0) {
                typed.add(bytes);
            }
        });
    }

    /// The caller says no more.
    void end() {
        change(() -> ended = true);
    }

    /// The caller took so many bytes.
    void taken(int bytes) {
        change(() -> window.taken(bytes));
    }

    /// Nobody is there any more.
    @Override
    public void close() {
        change(() -> {
            ended = true;
            closed = true;
            typed.clear();
        });
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Hands on what was written, when the caller has room for it.
    void write(boolean error, byte[] bytes) {
        lock.lock();
        try {
            while (window.full() && !closed) {
                changed.await();
            }
            if (closed) {
                return;
            }
            window.said(bytes.length);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            lock.unlock();
        }
        sink.accept(new Output.Bytes(error, bytes));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count;
        lock.lock();
        try {
            while (typed.isEmpty() && !ended) {
                changed.await();
            }
            byte[] first = typed.peek();
            if (first == null) {
                return -1;
            }
            count = Math.min(length, first.length - read);
            System.arraycopy(first, read, into, offset, count);
            read += count;
            if (read == first.length) {
                typed.remove();
                read = 0;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            lock.unlock();
        }
        sink.accept(new Output.Taken(count));
        return count;
    }
}
