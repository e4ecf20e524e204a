package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Claim;
import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.apiserver.core.Writes;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/// Hands actions to the writer and turns their outcomes into answers.
final class Writing {
    /// How often a change is computed anew when somebody else was faster; upstream's
    /// `retry.DefaultRetry` steps, which its patch handler uses.
    private static final int TRIES = 5;

    private final Writes writes;
    private final Reads reads;
    private final Renderer renderer;

    Writing(Writes writes, Reads reads, Renderer renderer) {
        this.writes = writes;
        this.reads = reads;
        this.renderer = renderer;
    }

    /// What a request asks the writer for, and how it answers when that is done.
    ///
    /// @param dryRun whether to answer as if it were done
    /// @param applied whether by server-side apply, which has said already who owns what
    /// @param rendered the answer
    record Wish(
            Action action,
            boolean dryRun,
            boolean applied,
            Function<Outcome.Accepted, Response> rendered) {
        Wish(Action action, boolean dryRun, Function<Outcome.Accepted, Response> rendered) {
            this(action, dryRun, false, rendered);
        }
    }

    /// Carries out a wish once.
    void submit(Call call, Wish wish) {
        submit(call, wish, null);
    }

    /// Carries out what is wished of an object, anew from its newest state if that was too old.
    ///
    /// @param wished makes the wish from the newest object
    void retry(Call call, Function<Resource, Wish> wished) {
        retry(call, () -> wished.apply(reads.stored(call.route())), TRIES);
    }

    /// The same for an object that need not be there yet: the wish is then made from null.
    void retryOrCreate(Call call, Function<@Nullable Resource, Wish> wished) {
        retry(call, () -> wished.apply(reads.find(call.route())), TRIES);
    }

    private void retry(Call call, Supplier<Wish> wished, int tries) {
        call.guard()
                .attempt(() -> {
                    var wish = wished.get();
                    boolean more = tries > 1;
                    submit(call, wish, more ? () -> retry(call, wished, tries - 1) : null);
                });
    }

    private void submit(Call call, Wish wish, @Nullable Runnable again) {
        var submission =
                new Submission(
                        wish.action(),
                        call.expectations().author(),
                        wish.dryRun(),
                        wish.applied() ? new Claim.Applied() : Managers.claim(call));
        writes.submit(
                submission,
                outcome -> {
                    // A failed expectation of the client's own fails again.
                    if ((outcome instanceof Outcome.Stale || isOvertaken(wish, outcome))
                            && again != null
                            && call.expectations().expects().isEmpty()) {
                        again.run();
                    } else {
                        call.reply(() -> answer(call, wish, outcome));
                    }
                });
    }

    /// Somebody else created what was to be applied: it is there now.
    private static boolean isOvertaken(Wish wish, Outcome outcome) {
        return wish.applied()
                && outcome instanceof Outcome.Refused refused
                && refused.reason().equals("AlreadyExists");
    }

    private Response answer(Call call, Wish wish, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    call.expectations().session()
                            ? forSession(call, accepted)
                            : wish.rendered().apply(accepted);
            case Outcome.Stale(var why) -> throw new Rejection(Failure.conflict(call.route(), why));
            case Outcome.Refused refused -> throw new Rejection(Failure.of(refused, call.route()));
            case Outcome.NotSent busy -> throw new Rejection(Failure.of(busy));
            case Outcome.Unknown lost -> throw new Rejection(Failure.of(lost));
        };
    }

    private Response forSession(Call call, Outcome.Accepted accepted) {
        Response response = renderer.object(call, 200, accepted.object());
        for (var header : Expectations.answer(accepted).entrySet()) {
            response = Answers.with(response, header.getKey(), header.getValue());
        }
        return response;
    }
}
