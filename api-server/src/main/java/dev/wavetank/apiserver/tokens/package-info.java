/// Tokens of service accounts: what they say, how they are signed, and when they no longer count.
///
/// Pure: the key is a port, and time and state are told.
@NullMarked
package dev.wavetank.apiserver.tokens;

import org.jspecify.annotations.NullMarked;
