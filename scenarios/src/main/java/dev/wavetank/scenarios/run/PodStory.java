package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.Sight;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Tells how pods fare. The story has only what is not as it should be, gathered where several
/// share it.
final class PodStory {
    private static final Entry.Sort POD = Entry.Sort.POD;

    private final Consumer<Entry> told;
    private final Gathering gathering;
    private final Lives lives;
    private final TreeSet<String> once = new TreeSet<>();
    private int ready;
    private int wantedByNobody;
    private boolean story;

    PodStory(Consumer<Entry> told, Gathering gathering, Lives lives) {
        this.told = told;
        this.gathering = gathering;
        this.lives = lives;
    }

    /// {@return how many are Ready and not told to end}
    int ready() {
        return ready;
    }

    /// {@return how many nobody replaces, so that each is wanted itself as long as it exists}
    int wantedByNobody() {
        return wantedByNobody;
    }

    /// @param beganToTell whether the story has begun
    void changed(Change change, Pod pod, Sight sight, boolean beganToTell) {
        story = beganToTell;
        Time now = sight.now();
        var before = change.before() instanceof Pod old ? old : null;
        var after = change.after() instanceof Pod fresh ? fresh : null;
        wantedByNobody += alone(after) - alone(before);
        String group = group(pod, sight);
        lives.pod(pod, after, group, now);
        String name = "pod " + pod.ref().key();
        readiness(before, after, pod, name, now);
        if (after == null) {
            return;
        }
        leaves(before, after, name, now);
        unplaced(before, after, name, group, now);
        containers(before, after, name, group, now);
        if (after.status().phase().equals("Failed")
                && (before == null || !before.status().phase().equals("Failed"))) {
            String why = (after.status().reason() + " " + after.status().message()).strip();
            news(now, name, "failed" + (why.isEmpty() ? "" : ": " + why), true);
        }
    }

    private void readiness(
            @Nullable Pod before, @Nullable Pod after, Pod pod, String name, Time now) {
        boolean was = ready(before);
        boolean is = ready(after);
        if (was != is) {
            ready += is ? 1 : -1;
        }
        String on = pod.spec().nodeName().isEmpty() ? "" : " on " + pod.spec().nodeName();
        if (after == null) {
            detail(now, name, "is gone");
        } else if (is && !was) {
            detail(now, name, "is Ready" + on);
        } else if (after.deleting() && (before == null || !before.deleting())) {
            detail(now, name, "is told to end" + on);
        } else if (was && !is) {
            detail(now, name, "is not Ready" + on);
        } else if (before == null) {
            detail(now, name, "is created");
        }
    }

    private void leaves(@Nullable Pod before, Pod after, String name, Time now) {
        var disrupted = Condition.find(after.status().conditions(), "DisruptionTarget");
        if (disrupted != null
                && disrupted.isTrue()
                && (before == null
                        || !Condition.isTrue(before.status().conditions(), "DisruptionTarget"))) {
            String from = after.spec().nodeName().isEmpty() ? "" : " " + after.spec().nodeName();
            news(now, name, "had to leave" + from + ": " + disrupted.message(), true);
        }
    }

    private void unplaced(@Nullable Pod before, Pod after, String name, String group, Time now) {
        String why = unschedulable(after);
        if (!why.isEmpty() && !why.equals(before == null ? "" : unschedulable(before))) {
            String text = "cannot be placed: " + why;
            news(now, name, text, once.add(group + "\n" + text));
        }
    }

    private static String unschedulable(Pod pod) {
        var scheduled = Condition.find(pod.status().conditions(), "PodScheduled");
        return scheduled == null
                        || scheduled.isTrue()
                        || !scheduled.reason().equals("Unschedulable")
                ? ""
                : scheduled.message();
    }

    private void containers(@Nullable Pod before, Pod after, String name, String group, Time now) {
        var old = before == null ? List.<ContainerStatus>of() : before.status().containerStatuses();
        for (var container : after.status().containerStatuses()) {
            ContainerStatus then = null;
            for (var each : old) {
                if (each.name().equals(container.name())) {
                    then = each;
                }
            }
            int restarts = container.restartCount();
            if (restarts > (then == null ? 0 : then.restartCount())) {
                String text =
                        "restarted container %s (restart %d)%s"
                                .formatted(container.name(), restarts, ended(container));
                // A crash loop is told at its 1st, 2nd, 4th, 8th ... restart.
                news(now, name, text, Integer.bitCount(restarts) == 1);
            }
            String waits = waits(container);
            if (!waits.isEmpty() && !waits.equals(then == null ? "" : waits(then))) {
                String text = "container " + container.name() + " waits: " + waits;
                news(now, name, text, once.add(group + "\n" + text));
            }
        }
    }

    private static String ended(ContainerStatus container) {
        var last = container.lastState().terminated();
        return last == null
                ? ""
                : " after exit code "
                        + last.exitCode()
                        + (last.reason().isEmpty() ? "" : ", " + last.reason());
    }

    private static String waits(ContainerStatus container) {
        var waiting = container.state().waiting();
        return waiting == null
                        || waiting.reason().equals("ContainerCreating")
                        || waiting.reason().equals("PodInitializing")
                ? ""
                : waiting.reason();
    }

    /// {@return the workload that a pod belongs to}
    private static String group(Pod pod, Sight sight) {
        var owner = pod.meta().controller();
        if (owner == null) {
            return "";
        }
        String namespace = pod.meta().namespace();
        if (owner.kind().equals("ReplicaSet")) {
            var set = sight.state().table(ReplicaSet.KIND).get(namespace, owner.name());
            var above = set == null ? null : set.meta().controller();
            if (above != null) {
                return namespace + "/" + above.name();
            }
        }
        return namespace + "/" + owner.name();
    }

    private static int alone(@Nullable Pod pod) {
        return pod != null && pod.meta().controller() == null && !pod.finished() ? 1 : 0;
    }

    private static boolean ready(@Nullable Pod pod) {
        return pod != null && pod.ready() && !pod.deleting();
    }

    private void detail(Time at, String name, String text) {
        told.accept(new Entry(at, POD, name, text, Entry.Level.DETAIL));
    }

    private void news(Time at, String name, String text, boolean worth) {
        detail(at, name, text);
        if (worth && story) {
            gathering.add(at, POD, name, "pods", text);
        }
    }
}
