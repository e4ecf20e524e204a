package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.samples.Lookup;
import dev.wavetank.scenarios.samples.Samples;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One version of the sample application `shop`: its manifests, and what they ask for.
///
/// @param manifests YAML, in the order in which they are applied
/// @param deployments what they call Deployment, by name
record Shop(List<String> manifests, TreeMap<String, Deployment> deployments) {

    static Shop version(String version) {
        var manifests = new ArrayList<String>();
        var deployments = new TreeMap<String, Deployment>();
        switch (Samples.bundled().find("shop", version)) {
            case Lookup.Found(var found) -> found.forEach(file -> manifests.add(file.text()));
            case Lookup.Unknown(var message) -> throw new IllegalStateException(message);
        }
        for (var text : manifests) {
            for (var document : Yaml.readAll(text)) {
                if (document instanceof Json.Obj object
                        && object.text("kind").equals(Deployment.KIND.name())) {
                    var deployment = Deployment.KIND.read(object);
                    deployments.put(deployment.meta().name(), deployment);
                }
            }
        }
        return new Shop(List.copyOf(manifests), deployments);
    }

    /// {@return the images of each Deployment, by its name}
    TreeMap<String, List<String>> images() {
        var images = new TreeMap<String, List<String>>();
        deployments.forEach((name, deployment) -> images.put(name, images(deployment)));
        return images;
    }

    /// {@return how many pods there are in all}
    int pods() {
        return deployments.values().stream().mapToInt(each -> each.spec().count()).sum();
    }

    /// {@return the names of the Deployments whose images differ}
    List<String> changedSince(Shop before) {
        var changed = new ArrayList<String>();
        images().forEach((name, images) -> {
            if (!images.equals(before.images().get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    private static List<String> images(Deployment deployment) {
        return deployment.spec().template().spec().containers().stream()
                .map(container -> container.image())
                .toList();
    }
}
