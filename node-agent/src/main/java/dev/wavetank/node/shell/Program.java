package dev.wavetank.node.shell;

/// Something that can be run by name.
@FunctionalInterface
interface Program {
    /// Begins; ends by [Call#exit], now or later.
    void run(Call call);
}
