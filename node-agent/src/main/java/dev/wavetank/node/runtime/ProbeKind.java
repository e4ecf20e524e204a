package dev.wavetank.node.runtime;

/// What a probe decides.
public enum ProbeKind {
    /// Whether the container has come up; until it has, the others wait.
    STARTUP("Startup"),
    /// Whether it must be started anew.
    LIVENESS("Liveness"),
    /// Whether it gets traffic.
    READINESS("Readiness");

    private final String title;

    ProbeKind(String title) {
        this.title = title;
    }

    /// {@return as in "Readiness probe failed"}
    public String title() {
        return title;
    }

    /// {@return as in "failed liveness probe"}
    public String word() {
        return Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }
}
