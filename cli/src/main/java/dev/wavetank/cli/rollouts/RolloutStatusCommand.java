package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.Waiting;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Following;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank rollout status`: stays until a rollout is done.
@Command(
        name = "rollout status",
        description = {
            "Shows how far a rollout is, and stays until it is done. Fails when the Deployment has",
            "given up waiting for its pods (its progressDeadlineSeconds), or the time is over."
        },
        footer = {
            "%nExamples:",
            "  wavetank rollout status deploy/web",
            "  wavetank rollout status deploy/web --timeout 60s",
            "  wavetank rollout status deploy/web --watch=false    only say how far it is"
        })
public final class RolloutStatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(
            arity = "1..*",
            paramLabel = "TYPE/NAME",
            description = "a deployment, daemonset or statefulset")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "whether to stay until it is done (yes, if not given)")
    boolean watch = true;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "stay no longer than this: 60s, 5m (for ever, if not given)")
    String timeout = "0s";

    public RolloutStatusCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        Duration limit = Waiting.parse("--timeout", timeout);
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> follow(api, item, limit));
            return found.report(terminal);
        }
    }

    private void follow(ApiClient api, Item item, Duration limit) throws Refused {
        var sink = new Lines(item.type().kind());
        if (!watch) {
            sink.next("", item.json());
            return;
        }
        if (!Following.one(api, item).run(limit.isZero() ? null : limit, sink)) {
            throw Failure.of(
                    "timed out waiting for the rollout of " + item.named(),
                    "see what keeps it: wavetank why " + item.named());
        }
    }

    /// Prints each state once.
    private final class Lines implements Following.Sink {
        private final String kind;
        private String said = "";

        Lines(String kind) {
            this.kind = kind;
        }

        @Override
        public boolean start(Json.Obj list) {
            for (Json each : list.array("items")) {
                return next("", (Json.Obj) each);
            }
            return next("DELETED", Json.Obj.EMPTY);
        }

        @Override
        public boolean next(String type, Json.Obj workload) {
            if (type.equals("DELETED")) {
                throw Failure.of("object has been deleted", "there is nothing to wait for");
            }
            Progress progress = Progress.of(kind, workload);
            if (!progress.message().equals(said)) {
                said = progress.message();
                terminal.line(said);
                terminal.flush();
            }
            return !progress.done() && !terminal.broken();
        }
    }
}
