package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.apiserver.requests.Failure.About;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Answers DELETE of one object and of many.
final class Deletions {
    private final Contract contract;
    private final ApiServerCore core;
    private final Reads reads;
    private final Writing writing;
    private final Renderer renderer;

    Deletions(
            Contract contract,
            ApiServerCore core,
            Reads reads,
            Writing writing,
            Renderer renderer) {
        this.contract = contract;
        this.core = core;
        this.reads = reads;
        this.writing = writing;
        this.renderer = renderer;
    }

    void delete(Call call) {
        var options = DeleteOptions.of(call.request(), contract);
        call.form();
        writing.submit(
                call,
                new Wish(
                        options.action(call.route().ref(), call.expectations().expects()),
                        options.dryRun(),
                        done ->
                                done.gone()
                                        ? Answers.success(200, about(call, done))
                                        : renderer.object(call, 200, done.object())));
    }

    private static About about(Call call, Outcome.Accepted done) {
        return new About(
                call.route().served().group(),
                call.route().served().plural(),
                call.route().name(),
                done.object().meta().uid());
    }

    /// Deletes what matches, one after the other, and answers with what did.
    void deleteAll(Call call) {
        var options = DeleteOptions.of(call.request(), contract);
        var list = ListOptions.of(call.request(), call.route());
        call.form();
        deleteFrom(call, options, reads.page(call.route(), list).found(), 0);
    }

    private void deleteFrom(Call call, DeleteOptions options, List<Resource> found, int at) {
        if (at == found.size()) {
            var revision = core.writes().committed().revision();
            call.reply(() ->
                    renderer.list(
                            call,
                            found,
                            Json.Obj.of(
                                    "resourceVersion", new Json.Text(Long.toString(revision)))));
            return;
        }
        Resource object = found.get(at);
        Action action = options.action(object.ref(), call.expectations().expects());
        core.writes()
                .submit(
                        new Submission(action, call.expectations().author(), options.dryRun()),
                        outcome -> {
                            var failure = failure(outcome, call.route(), object);
                            if (failure == null) {
                                deleteFrom(call, options, found, at + 1);
                            } else {
                                call.answer(Answers.failure(failure));
                            }
                        });
    }

    private static @Nullable Failure failure(Outcome outcome, Route route, Resource object) {
        var one = route.named(object.meta().name());
        return switch (outcome) {
            case Outcome.Accepted _ -> null;
            // What is gone by now needs no deletion.
            case Outcome.Refused refused ->
                    refused.reason().equals("NotFound") ? null : Failure.of(refused, one);
            case Outcome.Stale(var why) -> Failure.conflict(one, why);
            case Outcome.NotSent busy -> Failure.of(busy);
            case Outcome.Unknown lost -> Failure.of(lost);
        };
    }
}
