package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Timestamps;
import dev.wavetank.cluster.state.Cause;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Answers GET of `/log`.
final class LogRequests {
    private final Reads reads;
    private final Logs logs;

    LogRequests(Reads reads, Logs logs) {
        this.reads = reads;
        this.logs = logs;
    }

    void get(Call call) {
        var pod = (Pod) reads.stored(call.route());
        var options = options(call.request());
        String container = ContainerChoice.of(pod, call.request().parameter("container"));
        if (pod.spec().nodeName().isEmpty()) {
            // Upstream has no node to ask and answers with nothing.
            call.answer(Answers.text(200, ""));
            return;
        }
        logs.read(
                pod,
                container,
                options,
                answer ->
                        call.reply(() ->
                                switch (answer) {
                                    case Logs.Answer.Lines(var source) ->
                                            new Response(
                                                    200,
                                                    Answers.headers("text/plain"),
                                                    new Response.Body.Streamed(source));
                                    case Logs.Answer.Unreadable(var why, var message) ->
                                            throw new Rejection(Failure.of(why, message));
                                }));
    }

    private static Logs.Options options(Request request) {
        var causes = new ArrayList<Cause>();
        var options =
                new Logs.Options(
                        request.flag("follow"),
                        request.flag("previous"),
                        request.flag("timestamps"),
                        number(request, "tailLines", 0, causes),
                        number(request, "limitBytes", 1, causes),
                        number(request, "sinceSeconds", 1, causes),
                        time(request, causes));
        if (options.sinceSeconds() != null && options.sinceTime() != null) {
            causes.add(
                    new Cause(
                            "FieldValueForbidden",
                            "",
                            "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be"
                                    + " specified"));
        }
        if (!causes.isEmpty()) {
            throw new Rejection(
                    Failure.invalid(new Failure.About("", "PodLogOptions", "", ""), causes));
        }
        return options;
    }

    private static @Nullable Long number(
            Request request, String name, long least, List<Cause> causes) {
        String text = request.parameter(name);
        if (text.isEmpty()) {
            return null;
        }
        Long number = new Json.Num(text).whole();
        if (number == null || number < least) {
            causes.add(
                    new Cause(
                            "FieldValueInvalid",
                            name,
                            "Invalid value: "
                                    + text
                                    + ": must be greater than "
                                    + (least == 0 ? "or equal to 0" : "0")));
        }
        return number;
    }

    private static @Nullable Instant time(Request request, List<Cause> causes) {
        String text = request.parameter("sinceTime");
        Instant time = text.isEmpty() ? null : Timestamps.read(text);
        if (time == null && !text.isEmpty()) {
            causes.add(
                    new Cause(
                            "FieldValueInvalid",
                            "sinceTime",
                            "Invalid value: "
                                    + new Json.Text(text)
                                    + ": a time in RFC 3339 is needed"));
        }
        return time;
    }
}
