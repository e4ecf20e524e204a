package dev.wavetank.cli.why;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Selection;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cli.why.Family.Member;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.state.RemoteSession;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank why`: the decisions that made an object what it is.
@Command(
        name = "why",
        description = {
            "Shows why an object is as it is: what each component decided about it, its owners and",
            "its pods, newest first, with what was needed, what was found and where; what its"
                    + " status",
            "says; and the one command that helps most. Decisions are kept while the server runs."
        },
        footer = {
            "%nExamples:",
            "  wavetank why pod/web-1               why is it Pending, why is it there",
            "  wavetank why deployment/gateway      why does it have these pods",
            "  wavetank why node/node-2             why does nothing go there"
        })
public final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "1..2", paramLabel = "TYPE/NAME", description = "the object")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "where it is; if not given, in default")
    String namespace = "default";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "at most so many decisions (20, if not given)")
    int limit = 20;

    public WhyCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw Failure.usage("--limit " + limit + " is out of range", "at least 1 is needed");
        }
        try (ApiClient api = cluster.open()) {
            var discovery = Discovery.of(api);
            Selection selection = Selection.one(String.join("/", words), discovery);
            show(api, discovery, selection);
            return 0;
        }
    }

    private void show(ApiClient api, Discovery discovery, Selection selection) {
        String path = selection.type().path(namespace, selection.names().getFirst());
        try {
            var object = new Member(selection.type(), api.get(path));
            List<Member> family = Family.of(object, api, discovery, namespace);
            head(object);
            decisions(api, family);
            terminal.line("");
            List<Json> nodes = api.get("/api/v1/nodes").array("items");
            NextStep next =
                    NextStep.of(
                            family, nodes, object.object().object("metadata").text("namespace"));
            terminal.line("Next: " + terminal.bold(next.command()));
            terminal.line("      " + next.purpose());
        } catch (Refused refused) {
            throw refused.failure(
                    "see what there is: wavetank get "
                            + selection.type().plural()
                            + (selection.type().namespaced() ? " -A" : ""));
        }
    }

    private void head(Member object) {
        String in = object.object().object("metadata").text("namespace");
        terminal.line(terminal.bold(object.name()) + (in.isEmpty() ? "" : " in " + in));
        List<String> facts = StatusFacts.of(object.object());
        facts.forEach(fact -> terminal.line("  " + fact));
        if (facts.isEmpty()) {
            terminal.line("  nothing in its status is out of order");
        }
    }

    private void decisions(ApiClient api, List<Member> family) throws Refused {
        var all = new ArrayList<Decision>();
        String now = "";
        for (Member each : family) {
            Json.Obj list = api.get(RemoteSession.EXPLANATIONS + query("uid", each.uid()));
            for (Json item : list.array("items")) {
                all.add(Decision.of(each.name(), (Json.Obj) item));
            }
            now = list.text("now");
        }
        all.sort(Comparator.comparing(Decision::last).reversed());
        terminal.line("");
        if (all.isEmpty()) {
            terminal.line("No decision about it is recorded since the server started.");
            return;
        }
        terminal.line("Decided, newest first:");
        for (Decision each : all.subList(0, Math.min(limit, all.size()))) {
            terminal.line(
                    "  "
                            + terminal.faint(each.when(now))
                            + "  "
                            + each.object()
                            + "  "
                            + terminal.faint(each.component()));
            terminal.line("    " + each.decision());
            each.details().forEach(detail -> terminal.line("      - " + detail));
        }
        if (all.size() > limit) {
            terminal.line("  and " + (all.size() - limit) + " older ones: --limit " + all.size());
        }
    }
}
