package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.tokens.AccountTokens;
import dev.wavetank.apiserver.tokens.SigningKey;
import dev.wavetank.cluster.state.RemoteSession;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The REST API of Kubernetes over one life of the API server.
public final class RestApi implements Handler {
    private final Contract contract;
    private final ResourceRequests resources;
    private final ServerDocuments documents;
    private final ExplanationRequests explanations;
    private final AccountUsers accounts;
    private final Metrics metrics;
    private final Consumer<Throwable> bugs;

    /// @param key signs the tokens of service accounts
    /// @param bugs told of what should not have happened; the client gets a 500 without details
    public RestApi(
            ApiServerCore core,
            Contract contract,
            Kubelets kubelets,
            SigningKey key,
            Consumer<Throwable> bugs) {
        this.contract = contract;
        this.bugs = bugs;
        metrics = new Metrics(core, contract.kinds());
        var tokens = new AccountTokens(key);
        accounts = new AccountUsers(tokens, core);
        resources =
                new ResourceRequests(
                        core,
                        contract,
                        kubelets,
                        metrics,
                        new Reviews(contract, accounts),
                        new TokenRequests(contract, core, tokens));
        documents = new ServerDocuments(contract, core.writes());
        explanations = new ExplanationRequests(core);
    }

    static Failure methodNotAllowed() {
        return Failure.of(
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource");
    }

    @Override
    public void handle(Request sent, Consumer<Response> answer) {
        Route route =
                sent.path().startsWith("/api/") || sent.path().startsWith("/apis/")
                        ? Route.of(sent.path(), contract)
                        : null;
        String verb = route == null ? "" : ResourceRequests.verb(sent, route);
        boolean changes = !sent.method().equals("GET") && !sent.method().equals("HEAD");
        var finished = metrics.begin(changes, Asked.of(sent, route, verb));
        Consumer<Response> counted =
                response -> {
                    finished.with(response.status());
                    answer.accept(response);
                };
        var guard = new Guard(counted, bugs);
        guard.attempt(() -> {
            var request = accounts.identified(sent);
            allow(request, route, verb);
            Bodies.checkSize(request);
            if (route != null) {
                resources.answer(new Call(request, route, guard), verb);
            } else {
                counted.accept(document(request));
            }
        });
    }

    private static void allow(Request request, @Nullable Route route, String verb) {
        if (!request.user().groups().contains("system:unauthenticated")
                || ServerDocuments.open(request.path())) {
            return;
        }
        String who = "User \"" + request.user().name() + "\" cannot ";
        if (route == null) {
            throw new Rejection(
                    Failure.of(
                            "Forbidden",
                            "forbidden: "
                                    + who
                                    + request.method().toLowerCase(Locale.ROOT)
                                    + " path \""
                                    + request.path()
                                    + "\""));
        }
        var served = route.served();
        throw new Rejection(
                new Failure(
                        "Forbidden",
                        served.resource()
                                + (route.name().isEmpty() ? "" : " \"" + route.name() + "\"")
                                + " is forbidden: "
                                + who
                                + verb
                                + " resource \""
                                + served.plural()
                                + "\" in API group \""
                                + served.group()
                                + "\" "
                                + (route.namespace().isEmpty()
                                        ? "at the cluster scope"
                                        : "in the namespace \"" + route.namespace() + "\""),
                        Failure.About.resource(route),
                        List.of(),
                        0));
    }

    private Response document(Request request) {
        if (request.path().equals(RemoteSession.EXPLANATIONS)) {
            return explanations.answer(request);
        }
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        if (get && request.path().equals("/metrics")) {
            return metrics.answer();
        }
        Response found = get ? documents.get(request) : null;
        if (found == null) {
            throw new Rejection(Failure.noSuchPath());
        }
        return found;
    }
}
