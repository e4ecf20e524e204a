package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.TreeMap;
import java.util.function.Consumer;

/// Tells how workloads fare: when one falls short of its pods, when it falls further, and when it
/// is whole again; not each step on the way up.
final class WorkloadStory {
    private final Consumer<Entry> told;
    private final TreeMap<String, Shortage> shortages = new TreeMap<>();
    private int podsWanted;

    private record Shortage(Time since, int worst) {}

    WorkloadStory(Consumer<Entry> told) {
        this.told = told;
    }

    int podsWanted() {
        return podsWanted;
    }

    void changed(Change change, Deployment deployment, Time now, boolean story) {
        var before = change.before() instanceof Deployment old ? old : null;
        var after = change.after() instanceof Deployment fresh ? fresh : null;
        podsWanted += wanted(after) - wanted(before);
        String name = deployment.ref().key().toString();
        if (after == null) {
            shortages.remove(name);
            tell(now, name, "is deleted", story);
            return;
        }
        if (before == null) {
            shortages.put(name, new Shortage(now, wanted(after)));
            tell(now, name, "is created and wants " + pods(wanted(after)), false);
            return;
        }
        if (wanted(before) != wanted(after)) {
            String to = "is scaled from " + wanted(before) + " to " + wanted(after) + " pods";
            tell(now, name, to, story);
        }
        if (!before.spec().template().equals(after.spec().template())) {
            tell(now, name, "gets a new version and rolls it out", story);
        }
        if (late(after) && !late(before)) {
            String since = "its rollout makes no progress for too long";
            tell(now, name, "is stuck: " + since, story);
        }
        shortage(after, name, now, story);
    }

    private void shortage(Deployment deployment, String name, Time now, boolean story) {
        int missing = missing(deployment);
        var shortage = shortages.get(name);
        if (missing == 0 && shortage != null && seen(deployment)) {
            shortages.remove(name);
            String after = Spoken.duration(now.since(shortage.since));
            String whole = "has " + all(wanted(deployment)) + ", after " + after;
            tell(now, name, whole, story);
        } else if (missing > 0 && (shortage == null || missing > shortage.worst)) {
            shortages.put(name, new Shortage(shortage == null ? now : shortage.since, missing));
            String lacks =
                    "lacks "
                            + (missing < wanted(deployment)
                                    ? missing + " of its " + pods(wanted(deployment))
                                    : all(wanted(deployment)));
            tell(now, name, lacks, story);
        }
    }

    private static boolean seen(Deployment deployment) {
        return deployment.status().observedGeneration() == deployment.meta().generation();
    }

    private static boolean late(Deployment deployment) {
        var progressing = Condition.find(deployment.status().conditions(), "Progressing");
        return progressing != null && progressing.reason().equals("ProgressDeadlineExceeded");
    }

    private static String all(int count) {
        return count == 1 ? "its pod" : "all its " + count + " pods";
    }

    private static String pods(int count) {
        return count == 1 ? "1 pod" : count + " pods";
    }

    private static int wanted(@Nullable Deployment deployment) {
        return deployment == null ? 0 : deployment.spec().count();
    }

    private static int missing(Deployment deployment) {
        return Math.max(0, wanted(deployment) - deployment.status().availableReplicas());
    }

    private void tell(Time at, String name, String text, boolean story) {
        told.accept(
                new Entry(
                        at,
                        Entry.Sort.WORKLOAD,
                        name,
                        text,
                        story ? Entry.Level.STORY : Entry.Level.DETAIL));
    }
}
