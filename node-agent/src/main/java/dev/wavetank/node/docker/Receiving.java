package dev.wavetank.node.docker;

import com.github.dockerjava.api.async.ResultCallbackTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Takes what the engine streams, until it ends or is closed; closing it is no error.
final class Receiving<T> extends ResultCallbackTemplate<Receiving<T>, T> implements AutoCloseable {
    private final Consumer<T> each;
    private final Runnable end;
    private volatile boolean closed;

    Receiving(Consumer<T> each) {
        this(each, () -> {});
    }

    /// @param end what to do when no more will come
    Receiving(Consumer<T> each, Runnable end) {
        this.each = each;
        this.end = end;
    }

    @Override
    public void onNext(T piece) {
        each.accept(piece);
    }

    @Override
    public void onComplete() {
        // First, since it wakes who waits for the completion.
        end.run();
        super.onComplete();
    }

    @Override
    public void onError(Throwable broken) {
        if (closed) {
            onComplete();
        } else {
            end.run();
            super.onError(broken);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            super.close();
        } catch (IOException unclean) {
            throw new UncheckedIOException(unclean);
        }
    }
}
