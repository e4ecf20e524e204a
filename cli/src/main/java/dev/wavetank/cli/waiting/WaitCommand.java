package dev.wavetank.cli.waiting;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.Waiting;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Following;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Selection;
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
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// `wavetank wait`: stays until objects are as they shall be.
@Command(
        name = "wait",
        description = {
            "Stays until objects have a condition, are gone, are there, or have a value; fails"
                    + " when",
            "that takes too long."
        },
        footer = {
            "%nExamples:",
            "  wavetank wait --for condition=Ready pod/web-1",
            "  wavetank wait --for condition=Available deploy/web --timeout 2m",
            "  wavetank wait --for jsonpath='{.status.phase}'=Running pods -l app=web",
            "  wavetank wait --for delete pod/web-1"
        })
public final class WaitCommand implements Callable<Integer> {
    /// kubectl's: a week, when one says a negative time.
    private static final Duration FOR_EVER = Duration.ofDays(7);

    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(
            arity = "1..*",
            paramLabel = "TYPE/NAME | TYPE [NAME...]",
            description = "the objects")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--for",
            required = true,
            paramLabel = "GOAL",
            description = "condition=NAME[=VALUE], delete, create, or jsonpath='{PATH}'[=VALUE]")
    String goal = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "how long for each object: 60s, 5m; 0 only looks, -1s is a week (30s, if not"
                            + " given)")
    String timeout = "30s";

    @Option(names = "--all", description = "all objects of the type in the namespace")
    boolean all;

    public WaitCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        Goal wanted = Goal.read(goal);
        Duration limit = timeout.startsWith("-") ? FOR_EVER : Waiting.parse("--timeout", timeout);
        choice.requireNamesUnless(all, words);
        try (ApiClient api = choice.open()) {
            var discovery = Discovery.of(api);
            if (wanted instanceof Goal.Created) {
                awaitCreation(api, discovery, limit);
                return 0;
            }
            Found found = choice.find(api, discovery, words);
            if (wanted instanceof Goal.Deleted) {
                found.forgiveMissing();
            } else if (found.items().isEmpty() && found.failures().isEmpty()) {
                throw Failure.of(
                        "no matching resources found",
                        Choice.seeWhatThereIs(discovery.list(words.getFirst()).getFirst()));
            }
            found.each(item -> {
                var sink = new Until(wanted, item.uid());
                if (!Following.one(api, item).run(limit, sink)) {
                    throw Failure.of(
                            "timed out waiting for the condition on "
                                    + item.type().plural()
                                    + "/"
                                    + item.name(),
                            "see what keeps it: wavetank why " + item.named());
                }
                terminal.line(item.named() + " condition met");
                terminal.flush();
            });
            return found.report(terminal);
        } catch (Refused refused) {
            throw refused.failure("correct it and run this again");
        }
    }

    private void awaitCreation(ApiClient api, Discovery discovery, Duration limit) throws Refused {
        for (Selection selection : Selection.of(words, discovery)) {
            ResourceType type = selection.type();
            for (String name : selection.names()) {
                var following =
                        new Following(
                                api, type.path(choice.namespace()), "", "metadata.name=" + name);
                if (!following.run(limit, new Until(new Goal.Created(), ""))) {
                    throw Failure.of(
                            "timed out waiting for the condition on " + type.plural() + "/" + name,
                            Choice.seeWhatThereIs(type));
                }
                terminal.line(type.named(name) + " condition met");
            }
        }
    }

    /// Until one object meets the goal.
    ///
    /// @param uid of the object; "" for whichever has the name
    private record Until(Goal goal, String uid) implements Following.Sink {
        @Override
        public boolean start(Json.Obj list) {
            var there = new TreeSet<String>();
            boolean met = false;
            for (Json each : list.array("items")) {
                there.add(((Json.Obj) each).object("metadata").text("uid"));
                met |= goal.met((Json.Obj) each);
            }
            return !met && !(goal instanceof Goal.Deleted && !there.contains(uid));
        }

        @Override
        public boolean next(String type, Json.Obj object) {
            if (goal instanceof Goal.Deleted) {
                return !type.equals("DELETED");
            }
            if (type.equals("DELETED")) {
                throw Failure.of("it was deleted meanwhile", "there is nothing left to wait for");
            }
            return !goal.met(object);
        }
    }
}
