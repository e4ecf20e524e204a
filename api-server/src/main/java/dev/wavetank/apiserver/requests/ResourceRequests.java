package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.requests.Response.Body;

import java.util.Objects;
import java.util.SortedSet;

/// Answers requests about resources: finds what is asked and hands it to who knows how.
final class ResourceRequests {
    private final Reviews reviews;
    private final TokenRequests tokens;
    private final ApiServerCore core;
    private final Metrics metrics;
    private final Renderer renderer;
    private final Reads reads;
    private final Mutations mutations;
    private final Deletions deletions;
    private final Evictions evictions;
    private final Scales scales;
    private final Bindings bindings;
    private final Approvals approvals;
    private final LogRequests logs;
    private final StreamRequests streams;
    private final UsageRequests usages;

    ResourceRequests(
            ApiServerCore core,
            Contract contract,
            Kubelets kubelets,
            Metrics metrics,
            Reviews reviews,
            TokenRequests tokens) {
        this.reviews = reviews;
        this.tokens = tokens;
        this.core = core;
        this.metrics = metrics;
        renderer = new Renderer(core.encoded(), core.world());
        reads = new Reads(core, renderer);
        var writing = new Writing(core.writes(), reads, renderer);
        mutations =
                new Mutations(
                        contract,
                        writing,
                        renderer,
                        new AccountWait(core.world(), core.writes()),
                        new Applies(contract, core.world()));
        deletions = new Deletions(contract, core, reads, writing, renderer);
        evictions = new Evictions(contract, core, writing);
        scales = new Scales(contract, reads, writing);
        bindings = new Bindings(contract, writing);
        approvals = new Approvals(contract, writing, renderer);
        this.logs = new LogRequests(reads, kubelets.logs());
        this.streams = new StreamRequests(reads, kubelets.streams());
        this.usages = new UsageRequests(core, kubelets.usages());
    }

    /// {@return what upstream calls that which is asked: `list`, `patch`, ...; "" for what no
    /// resource does}
    static String verb(Request request, Route route) {
        boolean one = !route.name().isEmpty();
        return switch (request.method()) {
            case "GET", "HEAD" ->
                    route.watch() || request.flag("watch") ? "watch" : one ? "get" : "list";
            // Only a subresource is created under a name that is there.
            case "POST" -> one == route.subresource().isEmpty() ? "" : "create";
            case "PUT" -> one ? "update" : "";
            case "PATCH" -> one ? "patch" : "";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> "";
        };
    }

    void answer(Call call, String verb) {
        var route = call.route();
        boolean placeless = route.served().namespaced() && route.namespace().isEmpty();
        if (!verbs(route).contains(verb)
                || (placeless && !verb.equals("list") && !verb.equals("watch"))) {
            throw new Rejection(RestApi.methodNotAllowed());
        }
        switch (route.subresource()) {
            case "" -> whole(call, verb);
            case "scale" -> scale(call, verb);
            case "approval" -> approval(call, verb);
            case "binding" -> bindings.create(call);
            case "eviction" -> evictions.evict(call);
            case "token" -> call.reply(() -> tokens.create(call));
            case "log" -> logs.get(call);
            case "exec" -> streams.exec(call);
            case "attach" -> streams.attach(call);
            case "portforward" -> streams.forward(call);
            default -> part(call, verb);
        }
    }

    private static SortedSet<String> verbs(Route route) {
        if (route.subresource().isEmpty()) {
            return route.served().verbs();
        }
        return Objects.requireNonNull(route.served().subresources().get(route.subresource()))
                .verbs();
    }

    private void whole(Call call, String verb) {
        if (call.route().served().measured()) {
            usages.answer(call, verb);
            return;
        } else if (!call.route().served().kept()) {
            if (call.route().served().plural().equals("bindings")) {
                bindings.create(call);
            } else {
                call.answer(reviews.answer(call));
            }
            return;
        }
        switch (verb) {
            case "list" -> {
                var options = ListOptions.of(call.request(), call.route());
                call.answer(reads.list(call, options));
            }
            case "watch" -> call.answer(watch(call));
            case "create" -> mutations.create(call);
            case "delete" -> deletions.delete(call);
            case "deletecollection" -> deletions.deleteAll(call);
            default -> part(call, verb);
        }
    }

    private void part(Call call, String verb) {
        switch (verb) {
            case "get" -> call.answer(reads.get(call));
            case "update" -> mutations.update(call);
            case "patch" -> mutations.patch(call);
            default -> throw new Rejection(RestApi.methodNotAllowed());
        }
    }

    private void approval(Call call, String verb) {
        switch (verb) {
            case "get" -> call.answer(reads.get(call));
            case "update" -> approvals.update(call);
            case "patch" -> approvals.patch(call);
            default -> throw new Rejection(RestApi.methodNotAllowed());
        }
    }

    private void scale(Call call, String verb) {
        switch (verb) {
            case "get" -> call.answer(scales.get(call));
            case "update" -> scales.update(call);
            case "patch" -> scales.patch(call);
            default -> throw new Rejection(RestApi.methodNotAllowed());
        }
    }

    private Response watch(Call call) {
        var options = ListOptions.of(call.request(), call.route());
        var stream =
                new WatchStream(
                        core,
                        options,
                        Selection.of(call.route(), options),
                        new WatchEvents(call, renderer),
                        metrics.longRunning(call.route()));
        return StreamProtocols.asked(call.request())
                ? Answers.upgraded(
                        new Upgrade.Events(StreamProtocols.ofWatch(call.request()), stream))
                : new Response(
                        200, Answers.headers(call.form().contentType()), new Body.Streamed(stream));
    }
}
