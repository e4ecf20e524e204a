package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.objects.Revisions;
import dev.wavetank.cli.terminal.Failure;

import java.util.List;

/// What the commands about rollouts ask of a Deployment.
final class Deployments {
    private Deployments() {}

    /// {@return the item; a failure when it is no Deployment}
    static Item required(Item item) {
        if (!item.type().resource().equals("deployments.apps")) {
            throw Failure.usage(
                    item.named() + " keeps no history here", "only deployments do: deploy/web");
        }
        return item;
    }

    /// {@return the ReplicaSet with this number}
    static Item revision(List<Item> sets, long revision) {
        return sets.stream()
                .filter(set -> Revisions.revision(set) == revision)
                .findFirst()
                .orElseThrow(() -> {
                    var known = sets.stream().map(set -> "" + Revisions.revision(set)).toList();
                    return Failure.of(
                            "unable to find specified revision " + revision + " in history",
                            "there are: " + String.join(", ", known));
                });
    }

    static boolean paused(Item item) {
        return String.valueOf(item.spec().get("paused")).equals("true");
    }
}
