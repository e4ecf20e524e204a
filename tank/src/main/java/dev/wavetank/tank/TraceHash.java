package dev.wavetank.tank;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a run: of every turn and every note, with virtual time and component, in order.
/// Two runs that differ anywhere differ here.
public final class TraceHash implements Trace {
    private final MessageDigest digest;
    private long lines;

    public TraceHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    @Override
    public void turn(Time time, String component, String cause) {
        line(time, component, cause);
    }

    @Override
    public void note(Time time, String component, String what) {
        line(time, component, what);
    }

    private void line(Time time, String component, String what) {
        lines++;
        digest.update(
                (time.nanos() + " " + component + " " + what + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// {@return how many lines were hashed so far}
    public long lines() {
        return lines;
    }

    /// {@return the hash as 64 hex digits; the run is over with it}
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
