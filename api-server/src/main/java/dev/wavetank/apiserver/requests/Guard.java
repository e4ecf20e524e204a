package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Malformed;

import java.util.function.Consumer;

/// Makes sure that a request is answered, whatever happens while it is worked on, in this turn and
/// in later ones.
///
/// @param bugs told of what should not have happened; the client gets a 500 without details
record Guard(Consumer<Response> answer, Consumer<Throwable> bugs) {
    /// Does some of the work; answers if it fails.
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (Rejection rejection) {
            answer.accept(Answers.failure(rejection.failure()));
        } catch (Malformed malformed) {
            answer.accept(Answers.failure(Failure.badRequest(malformed)));
        } catch (RuntimeException bug) {
            bugs.accept(bug);
            answer.accept(
                    Answers.failure(
                            Failure.of(
                                    "InternalError",
                                    "Internal error occurred: this is a bug of the server, which"
                                            + " its log describes")));
        }
    }
}
