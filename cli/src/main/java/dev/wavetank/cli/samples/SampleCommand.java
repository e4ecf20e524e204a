package dev.wavetank.cli.samples;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.Waiting;
import dev.wavetank.cli.manifests.Applier;
import dev.wavetank.cli.manifests.Manifest;
import dev.wavetank.cli.manifests.ManifestReader;
import dev.wavetank.cli.objects.Deletion;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.samples.Lookup;
import dev.wavetank.scenarios.samples.Sample;
import dev.wavetank.scenarios.samples.Samples;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank sample list|deploy|remove`: the bundled applications.
@Command(
        name = "sample",
        description = {
            "Sample applications that come with Wavetank: plain Kubernetes manifests, to have",
            "something to look at. deploy waits until all of it is available."
        },
        footer = {
            "%nExamples:",
            "  wavetank sample list",
            "  wavetank sample deploy shop",
            "  wavetank sample deploy shop --version 2     rolls out over version 1",
            "  wavetank sample remove shop"
        })
public final class SampleCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Samples samples = Samples.bundled();

    @Mixin final ClusterOption cluster;

    @Parameters(index = "0", paramLabel = "list|deploy|remove", description = "what to do")
    String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SAMPLE",
            description = "which sample: shop")
    String sample = "";

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "which version to deploy; if not given, the first one")
    String version = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "where it goes; if not given, into default")
    String namespace = "default";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "how long to wait until it is available: 5m, 90s (5m, if not given)")
    String wait = "5m";

    public SampleCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        switch (action) {
            case "list" -> list();
            case "deploy" -> deploy(Waiting.parse("--wait", wait));
            case "remove" -> remove();
            default ->
                    throw Failure.usage(
                            "samples can be listed, deployed and removed, not \"" + action + "\"",
                            "for example: wavetank sample deploy shop");
        }
        return 0;
    }

    private void list() {
        for (Sample each : samples.all()) {
            terminal.line(terminal.bold(each.name()) + "  " + each.description());
            for (Sample.Version one : each.versions()) {
                terminal.line("  version " + one.name() + "  " + one.description());
            }
        }
        terminal.line("");
        terminal.line("Try next: " + terminal.bold("wavetank sample deploy shop"));
    }

    private void deploy(Duration limit) {
        Sample chosen = chosen();
        String which = version.isEmpty() ? chosen.versions().getFirst().name() : version;
        List<Manifest> manifests = manifests(which);
        String in = namespace.equals("default") ? "" : " -n " + namespace;
        String undo = "wavetank sample remove " + sample + in;
        try (ApiClient api = cluster.open()) {
            new Deploy(terminal, api, namespace, undo).run(manifests, limit);
        }
        terminal.line("");
        terminal.line(terminal.green(sample + " version " + which + " is running") + ". Try next:");
        String newest = chosen.versions().getLast().name();
        suggest("wavetank get pods -o wide" + in, "what runs where");
        suggest("wavetank why deployment/gateway" + in, "what was decided, and why");
        if (!which.equals(newest)) {
            suggest(
                    "wavetank sample deploy " + sample + " --version " + newest + in,
                    "a rolling update");
        } else {
            suggest("wavetank node stop node-1", "pull a plug, and watch: wavetank get nodes -w");
        }
    }

    private void suggest(String command, String what) {
        String spaces = " ".repeat(Math.max(2, 46 - command.length()));
        terminal.line("  " + terminal.bold(command) + spaces + what);
    }

    private void remove() {
        var manifests = new LinkedHashSet<Manifest>();
        chosen().versions().forEach(each -> manifests.addAll(manifests(each.name())));
        var started = new ArrayList<Started>();
        var seen = new LinkedHashSet<String>();
        try (ApiClient api = cluster.open()) {
            var applier = new Applier(api, Discovery.of(api), namespace);
            var deletion = new Deletion(terminal, api, -1);
            for (Manifest manifest : List.copyOf(manifests).reversed()) {
                ResourceType type = applier.type(manifest);
                if (seen.add(type.named(manifest.name()))) {
                    start(deletion, type, manifest.name(), started);
                }
            }
            for (Started each : started) {
                deletion.await(each.type(), namespace, each.name(), each.uid());
            }
        } catch (Refused refused) {
            throw refused.failure("run this again");
        }
        terminal.line(
                started.isEmpty()
                        ? "nothing of " + sample + " was there"
                        : sample
                                + " is removed; its pods get up to 30 s to end: wavetank get pods"
                                + " -w");
    }

    private record Started(ResourceType type, String name, String uid) {}

    private void start(Deletion deletion, ResourceType type, String name, List<Started> started)
            throws Refused {
        try {
            started.add(new Started(type, name, deletion.start(type, namespace, name)));
        } catch (Refused refused) {
            if (!refused.notFound()) {
                throw refused;
            }
        }
    }

    private Sample chosen() {
        for (Sample each : samples.all()) {
            if (each.name().equals(sample)) {
                return each;
            }
        }
        String known = String.join(", ", samples.all().stream().map(Sample::name).toList());
        throw Failure.usage(
                sample.isEmpty()
                        ? "it is not said which sample"
                        : "there is no sample \"" + sample + "\"",
                "samples are: " + known + "; for example: wavetank sample " + action + " shop");
    }

    private List<Manifest> manifests(String which) {
        return switch (samples.find(sample, which)) {
            case Lookup.Unknown(var message) ->
                    throw Failure.usage(message, "see them all: wavetank sample list");
            case Lookup.Found(var files) -> {
                var reader = new ManifestReader(InputStream.nullInputStream());
                files.forEach(file -> reader.text(file.file(), file.text()));
                yield reader.manifests();
            }
        };
    }
}
