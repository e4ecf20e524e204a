package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.ClusterRemoval;
import dev.wavetank.cli.manifests.Applier;
import dev.wavetank.cli.manifests.Manifest;
import dev.wavetank.cli.manifests.ManifestReader;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank delete`: a whole cluster, or objects in it.
@Command(
        name = "delete",
        description = {
            "Without a type or a file: stops the cluster and removes all that is kept of it, its",
            "kubeconfig context included. A cluster that does not exist is no error.",
            "With a type or a file: deletes objects, and waits until they are gone."
        },
        footer = {
            "%nExamples:",
            "  wavetank delete                      the cluster default, for good",
            "  wavetank delete --name staging       another cluster",
            "  wavetank delete pod/web-1",
            "  wavetank delete deploy web -n staging",
            "  wavetank delete pods -l app=web",
            "  wavetank delete -f shop.yaml         what the file would create"
        })
public final class DeleteCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;

    @Option(
            names = "--name",
            paramLabel = "CLUSTER",
            description = "the cluster that is deleted, or whose objects are")
    String name = "";

    @Parameters(
            arity = "0..*",
            paramLabel = "TYPE NAME... | TYPE/NAME",
            description = "the objects to delete")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-f", "--filename"},
            arity = "1",
            split = ",",
            paramLabel = "FILE",
            description = "delete the objects in this file or folder; - for the standard input")
    List<String> files = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "where the objects are; if not given, in default")
    String namespace = "";

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "delete all objects of the type that have these labels")
    String labels = "";

    @Option(names = "--all", description = "delete all objects of the type in the namespace")
    boolean all;

    @Option(
            names = "--grace-period",
            paramLabel = "SECONDS",
            description = "how long containers get to end; if not given, what the pod says")
    int grace = -1;

    @Option(
            names = "--wait",
            arity = "1",
            paramLabel = "true|false",
            description = "whether to wait until the objects are gone (they are, if not given)")
    boolean wait = true;

    @Option(names = "--ignore-not-found", description = "an object that is not there is no error")
    boolean ignoreNotFound;

    public DeleteCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    private record Target(ResourceType type, String namespace, String name) {}

    private record Started(Target target, String uid) {}

    @Override
    public Integer call() {
        if (words.isEmpty() && files.isEmpty()) {
            if (all || ignoreNotFound || grace >= 0 || !(labels + namespace).isEmpty()) {
                throw Failure.usage(
                        "it is not said which objects to delete",
                        "name them: wavetank delete pod/web-1; without any option the whole cluster"
                                + " is deleted");
            }
            new ClusterRemoval(terminal)
                    .run(home.cluster(name.isEmpty() ? Home.DEFAULT_CLUSTER : name));
            return 0;
        }
        if (words.size() == 1 && words.getFirst().equals("cluster")) {
            throw Failure.usage(
                    "there is no resource type \"cluster\"",
                    "to delete the whole cluster: wavetank delete"
                            + (name.isEmpty() ? "" : " --name " + name));
        }
        var failures = new ArrayList<Failure>();
        try (ApiClient api = new ClusterOption(home, name).open()) {
            var discovery = Discovery.of(api);
            var deletion = new Deletion(terminal, api, grace);
            var targets =
                    files.isEmpty()
                            ? named(api, discovery)
                            : inFiles(new Applier(api, discovery, namespace()), failures);
            run(deletion, targets, failures);
        }
        // What keeps all of them, such as a full disk, is said once.
        var said = new LinkedHashSet<String>();
        for (Failure each : failures) {
            if (said.add(each.happened())) {
                terminal.failure(each.happened(), each.remedy());
            }
        }
        return failures.isEmpty() ? 0 : Failure.FAILED;
    }

    private String namespace() {
        return namespace.isEmpty() ? "default" : namespace;
    }

    private List<Target> named(ApiClient api, Discovery discovery) {
        var targets = new ArrayList<Target>();
        for (Selection selection : Selection.of(words, discovery)) {
            if (!selection.names().isEmpty()) {
                selection.names().forEach(each -> targets.add(target(selection, each)));
            } else if (all || !labels.isEmpty()) {
                targets.addAll(selected(api, selection));
            } else {
                throw Failure.usage(
                        "it is not said which of the " + selection.type().plural() + " to delete",
                        "name them, choose them by -l, or take --all");
            }
        }
        if (targets.isEmpty()) {
            terminal.note("No resources found");
        }
        return targets;
    }

    private List<Target> selected(ApiClient api, Selection selection) {
        try {
            String path = selection.type().path(namespace());
            Json.Obj list = api.get(path + query("labelSelector", labels));
            return list.array("items").stream()
                    .map(each -> ((Json.Obj) each).object("metadata").text("name"))
                    .map(each -> target(selection, each))
                    .toList();
        } catch (Refused refused) {
            throw refused.failure("correct the selector: -l app=web");
        }
    }

    private Target target(Selection selection, String object) {
        return new Target(selection.type(), namespace(), object);
    }

    private List<Target> inFiles(Applier applier, List<Failure> failures) {
        var reader = new ManifestReader(System.in);
        files.forEach(each -> reader.read(each, false));
        failures.addAll(reader.failures());
        var targets = new ArrayList<Target>();
        // What was applied last goes first.
        for (Manifest manifest : reader.manifests().reversed()) {
            try {
                targets.add(
                        new Target(
                                applier.type(manifest),
                                applier.namespace(manifest),
                                manifest.name()));
            } catch (Failure failure) {
                failures.add(failure);
            }
        }
        return targets;
    }

    private void run(Deletion deletion, List<Target> targets, List<Failure> failures) {
        var started = new ArrayList<Started>();
        for (Target each : targets) {
            try {
                started.add(
                        new Started(
                                each, deletion.start(each.type(), each.namespace(), each.name())));
            } catch (Refused refused) {
                if (!refused.notFound() || !ignoreNotFound) {
                    failures.add(
                            refused.failure(
                                    refused.notFound()
                                            ? "see what there is: wavetank get "
                                                    + each.type().plural()
                                                    + (each.type().namespaced() ? " -A" : "")
                                            : "correct it and run this again"));
                }
            }
        }
        for (Started each : wait ? started : List.<Started>of()) {
            Target target = each.target();
            try {
                deletion.await(target.type(), target.namespace(), target.name(), each.uid());
            } catch (Refused refused) {
                failures.add(refused.failure("see what is left: wavetank get all"));
            }
        }
    }
}
