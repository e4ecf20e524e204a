package dev.wavetank.node.shell;

import java.util.function.Consumer;

/// What a program reads from.
interface Source {
    /// Nothing at all, as of `/dev/null`.
    Source EMPTY = then -> then.accept(new byte[0]);

    /// Hands over the next bytes once; none at all at the end.
    void read(Consumer<byte[]> then);
}
