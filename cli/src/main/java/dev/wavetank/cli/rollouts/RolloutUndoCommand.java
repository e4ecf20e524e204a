package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.objects.Revisions;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank rollout undo`: an earlier template becomes the present one again.
@Command(
        name = "rollout undo",
        description =
                "Gives a Deployment an earlier pod template again, the one before the present"
                        + " if none is named.",
        footer = {
            "%nExamples:",
            "  wavetank rollout undo deploy/web",
            "  wavetank rollout undo deploy/web --to-revision 3"
        })
public final class RolloutUndoCommand implements Callable<Integer> {
    /// Those of a ReplicaSet that say how it is, not why it was made.
    private static final List<String> OWN =
            List.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    "deployment.kubernetes.io/revision",
                    "deployment.kubernetes.io/revision-history",
                    "deployment.kubernetes.io/desired-replicas",
                    "deployment.kubernetes.io/max-replicas",
                    "deprecated.deployment.rollback.to");

    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(arity = "1..*", paramLabel = "TYPE/NAME", description = "a deployment")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--to-revision",
            paramLabel = "NUMBER",
            description = "the revision to go back to (the one before, if not given)")
    long revision;

    public RolloutUndoCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> undo(api, Deployments.required(item)));
            return found.report(terminal);
        }
    }

    private void undo(ApiClient api, Item deployment) throws Refused {
        if (Deployments.paused(deployment)) {
            throw Failure.of(
                    "cannot roll back " + deployment.named() + ", which is paused",
                    "resume it first: wavetank rollout resume " + deployment.named());
        }
        List<Item> sets = Revisions.of(deployment, api).numbered();
        if (revision == 0 && sets.size() < 2) {
            throw Failure.of(
                    "no rollout history found for " + deployment.named(),
                    "it has only its present revision");
        }
        Item target =
                revision == 0 ? sets.get(sets.size() - 2) : Deployments.revision(sets, revision);
        Json.Obj template = Revisions.template(target);
        if (template.equals(deployment.spec().object("template"))) {
            terminal.line(
                    deployment.named()
                            + " skipped rollback (current template already matches revision "
                            + Revisions.revision(target)
                            + ")");
            return;
        }
        api.patch(
                deployment.path() + "?fieldManager=wavetank",
                "application/json-patch+json",
                new Json.Arr(
                        List.of(
                                replace("/spec/template", template),
                                replace(
                                        "/metadata/annotations",
                                        annotations(deployment, target)))));
        terminal.line(deployment.named() + " rolled back");
    }

    private static Json replace(String path, Json value) {
        return Json.Obj.builder()
                .put("op", "replace")
                .put("path", path)
                .put("value", value)
                .build();
    }

    /// The reasons of the earlier revision with what the Deployment says of itself.
    private static Json.Obj annotations(Item deployment, Item target) {
        Json.Obj present = deployment.meta().object("annotations");
        var annotations = Json.Obj.builder();
        target.meta()
                .object("annotations")
                .forEach((name, value) -> {
                    if (!OWN.contains(name)) {
                        annotations.put(name, value);
                    }
                });
        present.forEach((name, value) -> {
            if (OWN.contains(name)) {
                annotations.put(name, value);
            }
        });
        return annotations.build();
    }
}
