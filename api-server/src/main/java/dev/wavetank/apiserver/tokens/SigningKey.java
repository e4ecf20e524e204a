package dev.wavetank.apiserver.tokens;

/// The key with which a cluster signs tokens: the way to cryptography, whose secrets come from
/// outside of every World.
public interface SigningKey {
    /// {@return what RFC 7518 calls its signatures: `ES256`, `HS256`}
    String algorithm();

    /// {@return by what it is told from other keys}
    String id();

    /// {@return the signature of a message, as RFC 7518 lays it out}
    byte[] sign(byte[] message);

    /// {@return whether this key made the signature of the message}
    boolean signed(byte[] message, byte[] signature);
}
