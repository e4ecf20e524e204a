package dev.wavetank.apiserver.journal;

/// The journal cannot be used. The message is one sentence for the user: what is wrong with which
/// file, and what to do.
public final class JournalTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    JournalTrouble(String message) {
        super(message);
    }

    /// {@return what is wrong, in one sentence}
    public String remedy() {
        return String.valueOf(getMessage());
    }
}
