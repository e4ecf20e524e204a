package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection to one port in numbered channels, as the client libraries of Java and JavaScript
/// forward ports: 0 carries the data, 1 what went wrong. Each begins with the port, the lower byte
/// first.
final class ChannelPortTalk implements Line.Talk, Caller.Ear {
    private static final int DATA = 0;
    private static final int ERROR = 1;

    private final Line line;
    private final Upgrade.Port port;
    private final Caller caller;

    ChannelPortTalk(Line line, Upgrade.Port port) {
        this.line = line;
        this.port = port;
        caller = new Caller(line, this);
    }

    @Override
    public void begin() {
        byte low = (byte) port.port();
        byte high = (byte) (port.port() >> 8);
        line.send(new byte[] {DATA, low, high}, () -> {});
        line.send(new byte[] {ERROR, low, high}, () -> {});
        caller.begin(port::conversation);
    }

    @Override
    public void heard(byte[] message) {
        if (message.length > 1 && message[0] == DATA) {
            caller.say(Arrays.copyOfRange(message, 1, message.length));
            line.reads(!caller.full());
        } else if (message.length > 0 && message[0] != DATA) {
            line.close(Line.PROTOCOL_ERROR, "a client may use the channel 0, found " + message[0]);
        }
    }

    @Override
    public void wrote(boolean error, byte[] bytes) {
        line.send(on(DATA, bytes), () -> caller.sent(bytes.length));
    }

    private static byte[] on(int channel, byte[] bytes) {
        var message = new byte[bytes.length + 1];
        message[0] = (byte) channel;
        System.arraycopy(bytes, 0, message, 1, bytes.length);
        return message;
    }

    @Override
    public void taken() {
        line.reads(!caller.full());
    }

    @Override
    public void ended(Ending how) {
        switch (how) {
            case Ending.Exited _ -> {}
            case Ending.Failed(var message) ->
                    line.send(on(ERROR, message.getBytes(StandardCharsets.UTF_8)), () -> {});
        }
        line.close(Line.NORMAL, "");
    }

    @Override
    public void over() {
        caller.tell(new Input.End());
        caller.hangUp();
    }
}
