package dev.wavetank.apiserver.streams;

import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;

import io.netty.handler.codec.spdy.SpdyStreamStatus;

import java.nio.charset.StandardCharsets;

/// One forwarded connection: its two streams, and the port they lead to.
final class PortConnection implements Caller.Ear {
    private static final byte[] NOTHING = {};

    /// How long a connection may lack one of its streams; upstream's streamCreationTimeout.
    private static final long PAIRING_MILLIS = 30_000;

    private final PortsTalk talk;
    private final String request;
    private final int port;
    private final Caller caller;
    private final long pairing;
    private int data;
    private int errors;
    private boolean begun;
    private boolean over;

    /// @param request what its streams call it
    PortConnection(PortsTalk talk, String request, int port) {
        this.talk = talk;
        this.request = request;
        this.port = port;
        caller = new Caller(talk.line(), this);
        pairing = talk.line().vertx().setTimer(PAIRING_MILLIS, _ -> expire());
    }

    /// {@return whether it has this stream already}
    boolean has(boolean ofErrors) {
        return (ofErrors ? errors : data) != 0;
    }

    /// Streams have odd numbers, so 0 is none.
    void opened(int stream, boolean ofErrors) {
        if (ofErrors) {
            errors = stream;
        } else {
            data = stream;
        }
        if (errors != 0 && data != 0 && !begun) {
            begun = true;
            talk.line().vertx().cancelTimer(pairing);
            caller.begin(() -> talk.ports().connect().apply(port));
        }
    }

    void heard(int stream, byte[] bytes, boolean last) {
        if (stream != data) {
            return;
        }
        if (!begun) {
            talk.reset(stream, SpdyStreamStatus.PROTOCOL_ERROR);
            close();
            return;
        }
        if (bytes.length > 0) {
            caller.say(bytes);
        }
        if (last) {
            caller.tell(new Input.End());
        }
    }

    boolean full() {
        return caller.full();
    }

    @Override
    public void wrote(boolean error, byte[] bytes) {
        talk.send(data, bytes, false, () -> caller.sent(bytes.length));
    }

    @Override
    public void taken() {
        talk.throttle();
    }

    @Override
    public void ended(Ending how) {
        switch (how) {
            case Ending.Exited _ -> talk.send(errors, NOTHING, true, () -> {});
            case Ending.Failed(var message) -> talk.send(errors, refusal(message), true, () -> {});
        }
        talk.send(data, NOTHING, true, () -> {});
        over = true;
        talk.forget(this);
    }

    private byte[] refusal(String message) {
        return ("error forwarding port "
                        + port
                        + " to pod "
                        + talk.ports().pod()
                        + ", uid : "
                        + message)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// A stream that its other half did not follow.
    private void expire() {
        if (!begun && !over) {
            talk.reset(Math.max(data, errors), SpdyStreamStatus.CANCEL);
            close();
        }
    }

    /// The client broke it off.
    void close() {
        abandon();
        talk.forget(this);
    }

    void abandon() {
        if (!over) {
            over = true;
            talk.line().vertx().cancelTimer(pairing);
            caller.hangUp();
        }
    }

    @Override
    public String toString() {
        return "connection " + request + " to port " + port;
    }
}
