package dev.wavetank.node.files;

/// Why something cannot be done with a path, as the C library words it: `No such file or
/// directory`.
public final class FileProblem extends RuntimeException {
    static final String MISSING = "No such file or directory";
    static final String NOT_A_DIRECTORY = "Not a directory";
    static final String A_DIRECTORY = "Is a directory";
    static final String READ_ONLY = "Read-only file system";
    static final String FULL = "No space left on device";
    static final String EXISTS = "File exists";
    static final String BUSY = "Resource busy";

    private static final long serialVersionUID = 1;

    FileProblem(String why) {
        super(why, null, false, false);
    }

    /// {@return the C library's words}
    public String why() {
        return String.valueOf(getMessage());
    }
}
