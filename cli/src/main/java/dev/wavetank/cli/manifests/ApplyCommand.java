package dev.wavetank.cli.manifests;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank apply -f`: makes the cluster have what manifests say.
@Command(
        name = "apply",
        description = {
            "Makes the cluster have what manifests say: creates what is missing, changes what",
            "differs, takes away what an earlier version of the manifest said. Fields that others",
            "set stay. It remembers what was applied as kubectl does, so both can be mixed."
        },
        footer = {
            "%nExamples:",
            "  wavetank apply -f shop.yaml",
            "  wavetank apply -f manifests/ -n staging",
            "  cat shop.yaml | wavetank apply -f -"
        })
public final class ApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            arity = "1",
            split = ",",
            paramLabel = "FILE",
            description =
                    "a file or a folder of .yaml, .yml and .json files; - for the standard"
                            + " input; may be given several times")
    List<String> files = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "read the folders inside a folder too")
    boolean recursive;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "where objects that name no namespace go; if not given, into default")
    String namespace = "";

    public ApplyCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        var reader = new ManifestReader(System.in);
        files.forEach(file -> reader.read(file, recursive));
        var failures = new ArrayList<>(reader.failures());
        if (reader.manifests().isEmpty() && failures.isEmpty()) {
            throw Failure.of("there is nothing to apply: no document was found", "check the files");
        }
        if (!reader.manifests().isEmpty()) {
            try (ApiClient api = cluster.open()) {
                apply(api, reader.manifests(), failures);
            }
        }
        failures.forEach(each -> terminal.failure(each.happened(), each.remedy()));
        return failures.isEmpty() ? 0 : Failure.FAILED;
    }

    private void apply(ApiClient api, List<Manifest> manifests, List<Failure> failures) {
        var applier =
                new Applier(api, Discovery.of(api), namespace.isEmpty() ? "default" : namespace);
        for (Manifest manifest : manifests) {
            try {
                if (!namespace.isEmpty()
                        && !manifest.namespace().isEmpty()
                        && !manifest.namespace().equals(namespace)) {
                    throw Failure.of(
                            "%s: it names namespace \"%s\", not \"%s\""
                                    .formatted(manifest.source(), manifest.namespace(), namespace),
                            "leave out -n, or say -n " + manifest.namespace());
                }
                terminal.line(applier.apply(manifest).toString());
                terminal.flush();
            } catch (Refused refused) {
                failures.add(refused(manifest, refused));
            } catch (Failure failure) {
                failures.add(failure);
            }
        }
    }

    private static Failure refused(Manifest manifest, Refused refused) {
        boolean noNamespace = refused.notFound() && refused.message().startsWith("namespaces ");
        Failure plain =
                refused.failure(
                        noNamespace
                                ? "make it first: a manifest of kind Namespace, before this one"
                                : "correct it and apply it again");
        return Failure.of(manifest.source() + ": " + plain.happened(), plain.remedy());
    }
}
