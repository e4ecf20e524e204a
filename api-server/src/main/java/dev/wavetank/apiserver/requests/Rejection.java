package dev.wavetank.apiserver.requests;

/// Ends the work on a request with a [Failure]; the front turns it into the answer.
final class Rejection extends RuntimeException {
    private final transient Failure failure;

    Rejection(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
