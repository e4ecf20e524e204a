package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/// Which objects of which cluster a command is about, as options.
public final class Choice {
    @Mixin final ClusterOption cluster;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "look there; if not given, in default")
    String namespace = "default";

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "look in all namespaces")
    boolean everywhere;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "only objects with these labels: app=web,tier!=db")
    String labels = "";

    @Option(
            names = "--field-selector",
            paramLabel = "FIELDS",
            description = "only objects with these fields: status.phase=Pending")
    String fields = "";

    public Choice(Home home) {
        this.cluster = new ClusterOption(home);
    }

    public ApiClient open() {
        return cluster.open();
    }

    /// {@return where to look; "" for all namespaces}
    public String namespace() {
        return everywhere ? "" : namespace;
    }

    /// {@return whether objects are chosen by what they carry}
    public boolean selects() {
        return !(labels + fields).isEmpty();
    }

    public String labels() {
        return labels;
    }

    public String fields() {
        return fields;
    }

    /// {@return the objects that these words and options mean; all of a type when none is named}
    public Found find(ApiClient api, Discovery discovery, List<String> words) {
        var items = new ArrayList<Item>();
        var failures = new ArrayList<Failure>();
        for (Selection selection : Selection.of(words, discovery)) {
            if (!selection.names().isEmpty() && (everywhere || selects())) {
                throw Failure.usage(
                        "names exclude selectors and -A", "use either a name, or -l, or -A");
            }
            try {
                find(api, selection, items, failures);
            } catch (Refused refused) {
                failures.add(refused.failure("correct it and run this again"));
            }
        }
        return new Found(items, failures);
    }

    private void find(ApiClient api, Selection selection, List<Item> items, List<Failure> failures)
            throws Refused {
        ResourceType type = selection.type();
        for (String name : selection.names()) {
            try {
                items.add(new Item(type, api.get(type.path(namespace, name))));
            } catch (Refused refused) {
                failures.add(refused.failure(seeWhatThereIs(type)));
            }
        }
        if (selection.names().isEmpty()) {
            String selectors = query("labelSelector", labels, "fieldSelector", fields);
            for (Json each : api.get(type.path(namespace()) + selectors).array("items")) {
                Json.Obj object =
                        ((Json.Obj) each)
                                .with("apiVersion", type.apiVersion())
                                .with("kind", type.kind());
                items.add(new Item(type, object));
            }
        }
    }

    /// Keeps a change from all objects of a type when that was not said.
    ///
    /// @param all whether it was
    public void requireNamesUnless(boolean all, List<String> words) {
        if (words.size() == 1 && words.getFirst().indexOf('/') < 0 && !all && !selects()) {
            throw Failure.usage(
                    "it is not said which of the " + words.getFirst(),
                    "name them, choose them by -l, or take --all");
        }
    }

    /// {@return that nothing was found, in kubectl's words}
    public String nothing() {
        return everywhere
                ? "No resources found"
                : "No resources found in " + namespace + " namespace.";
    }

    /// {@return the remedy for a name that is not there}
    public static String seeWhatThereIs(ResourceType type) {
        return "see what there is: wavetank get "
                + type.plural()
                + (type.namespaced() ? " -A" : "");
    }
}
