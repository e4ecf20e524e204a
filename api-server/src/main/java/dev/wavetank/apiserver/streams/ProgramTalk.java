package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Kubernetes' numbered channels, of `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte of
/// each message says which stream it belongs to.
///
/// At the end the server sends a Status on the error channel, then closes.
final class ProgramTalk implements Line.Talk, Caller.Ear {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int ERROR = 3;
    private static final int RESIZE = 4;

    /// Only in version 5: the stream of the next byte has ended.
    private static final int CLOSE = 255;

    private final Line line;
    private final Upgrade.Program program;
    private final Caller caller;
    private boolean stdinEnded;

    ProgramTalk(Line line, Upgrade.Program program) {
        this.line = line;
        this.program = program;
        caller = new Caller(line, this);
    }

    @Override
    public void begin() {
        // Empty messages on each channel that is wanted, by which clients of version 4 see that
        // they are open.
        if (program.stdout()) {
            line.send(new byte[] {STDOUT}, () -> {});
        }
        if (program.stderr()) {
            line.send(new byte[] {STDERR}, () -> {});
        }
        line.send(new byte[] {ERROR}, () -> {});
        caller.begin(program::conversation);
    }

    @Override
    public void heard(byte[] message) {
        if (message.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(message, 1, message.length);
        switch (message[0] & 0xff) {
            case STDIN -> stdin(rest);
            case RESIZE -> resize(rest);
            case CLOSE -> {
                if (rest.length == 1 && rest[0] == STDIN) {
                    endStdin();
                }
            }
            default ->
                    line.close(
                            Line.PROTOCOL_ERROR,
                            "a client may use the channels 0, 4 and 255, found "
                                    + (message[0] & 0xff));
        }
    }

    private void stdin(byte[] bytes) {
        if (program.stdin() && !stdinEnded && bytes.length > 0) {
            caller.say(bytes);
            if (caller.full()) {
                line.reads(false);
            }
        }
    }

    private void endStdin() {
        if (!stdinEnded) {
            stdinEnded = true;
            caller.tell(new Input.End());
        }
    }

    private void resize(byte[] text) {
        try {
            if (JsonText.read(new String(text, StandardCharsets.UTF_8)) instanceof Json.Obj size) {
                caller.tell(
                        new Input.Resize(characters(size, "Width"), characters(size, "Height")));
            }
        } catch (Malformed nonsense) {
            line.close(Line.PROTOCOL_ERROR, "a terminal's size is JSON: " + nonsense.getMessage());
        }
    }

    private static int characters(Json.Obj size, String field) {
        Long number = size.get(field) instanceof Json.Num given ? given.whole() : null;
        return number == null ? 0 : Math.clamp(number, 0, 65_535);
    }

    @Override
    public void wrote(boolean error, byte[] bytes) {
        if (error ? program.stderr() : program.stdout()) {
            line.send(on(error ? STDERR : STDOUT, bytes), () -> caller.sent(bytes.length));
        } else {
            caller.sent(bytes.length);
        }
    }

    private static byte[] on(int channel, byte[] bytes) {
        var message = new byte[bytes.length + 1];
        message[0] = (byte) channel;
        System.arraycopy(bytes, 0, message, 1, bytes.length);
        return message;
    }

    @Override
    public void taken() {
        if (!caller.full()) {
            line.reads(true);
        }
    }

    @Override
    public void ended(Ending how) {
        line.send(on(ERROR, JsonText.bytes(status(how))), () -> {});
        line.close(Line.NORMAL, "");
    }

    private static Json.Obj status(Ending how) {
        var status = Json.Obj.builder().put("metadata", Json.Obj.EMPTY);
        switch (how) {
            case Ending.Exited(var code) -> {
                if (code == 0) {
                    return status.put("status", "Success").build();
                }
                // Kubernetes gives the exit code in the causes.
                status.put("status", "Failure")
                        .put(
                                "message",
                                "command terminated with non-zero exit code: command terminated"
                                        + " with exit code "
                                        + code)
                        .put("reason", "NonZeroExitCode")
                        .put("details", causes("ExitCode", Integer.toString(code)));
            }
            case Ending.Failed(var message) ->
                    status.put("status", "Failure")
                            .put("message", "Internal error occurred: " + message)
                            .put("reason", "InternalError")
                            .put("details", causes("", message))
                            .put("code", 500);
        }
        return status.build();
    }

    private static Json.Obj causes(String reason, String message) {
        var cause = Json.Obj.builder();
        if (!reason.isEmpty()) {
            cause.put("reason", reason);
        }
        return Json.Obj.of("causes", new Json.Arr(List.of(cause.put("message", message).build())));
    }

    @Override
    public void over() {
        caller.hangUp();
    }
}
