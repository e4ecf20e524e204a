package dev.wavetank.cli.completion;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What there is in a cluster by name. A cluster that does not answer has nothing.
///
/// @param cluster the cluster's name; "" for the usual one
/// @param namespace where to look
public record ObjectNames(Home home, String cluster, String namespace) {
    private static final int MOST = 500;

    /// {@return the types, by their plurals}
    public List<String> types() {
        return asked(api ->
                Discovery.of(api).types().stream().map(ResourceType::plural).distinct().toList());
    }

    /// {@return the names of the objects of a type}
    public List<String> of(String type) {
        return asked(api -> names(api, Discovery.of(api).named(type)));
    }

    private List<String> names(ApiClient api, ResourceType type) {
        var names = new ArrayList<String>();
        try {
            Json.Obj list = api.get(type.path(namespace) + "?limit=" + MOST);
            for (Json each : list.array("items")) {
                names.add(((Json.Obj) each).object("metadata").text("name"));
            }
        } catch (Refused nothing) {
            return List.of();
        }
        return names;
    }

    private List<String> asked(Function<ApiClient, List<String>> question) {
        try (ApiClient api = new ClusterOption(home, cluster).open()) {
            return question.apply(api);
        } catch (Failure unreachable) {
            return List.of();
        }
    }
}
