package dev.wavetank.scenarios.traffic;

/// Why a request was not answered.
public enum Loss {
    /// The proxy of the client's node knows no pod to send it to, and rejects it.
    NO_ENDPOINT("no endpoint"),
    /// It came to a pod, where no app listens: not up yet, told to end, or over.
    REFUSED("connection refused"),
    /// Nobody was there to say anything: the pod is gone, its node has no power, its app hangs.
    NO_ANSWER("no answer"),
    /// The network lost it, or its answer.
    NETWORK("lost on the way"),
    /// It was answered after its timeout.
    LATE("answered too late");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    /// {@return this in words, for a timeline}
    public String words() {
        return words;
    }
}
