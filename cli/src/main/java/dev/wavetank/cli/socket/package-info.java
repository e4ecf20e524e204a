/// HTTP/1.1 over a Unix socket by the JDK alone: a command lives for a blink, and neither a TLS
/// handshake nor a framework fits into it.
@NullMarked
package dev.wavetank.cli.socket;

import org.jspecify.annotations.NullMarked;
