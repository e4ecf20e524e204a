/// The protocols of `exec`, `attach` and `port-forward` over WebSockets: Kubernetes' numbered
/// channels, and SPDY frames for ports; and streams that go one way only, of responses and watches.
///
/// Everything here runs on the connection's own thread; conversations are held in turns of the
/// World.
@NullMarked
package dev.wavetank.apiserver.streams;

import org.jspecify.annotations.NullMarked;
