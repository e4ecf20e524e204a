package dev.wavetank.node.simulated;

/// How containerd reports a container whose machine lost power: nobody saw it end.
final class PowerLoss {
    static final int EXIT_CODE = 255;
    static final String REASON = "Unknown";

    private PowerLoss() {}
}
