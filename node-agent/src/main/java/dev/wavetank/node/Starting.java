package dev.wavetank.node;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.Effort.Image;
import dev.wavetank.node.runtime.Command;

import java.time.Duration;

/// Brings a container to run: back-off, image, start.
final class Starting {
    /// Upstream's runtimeRequestTimeout.
    static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

    /// How long an end or a failed pull is shown before the back-off is: the kubelet finds both
    /// when it looks at the pod the next time, about a second later.
    static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private Starting() {}

    /// Starts the next run of a container that ended, as fast as its back-off allows.
    static void again(PodDraft draft, ContainerView view) {
        int attempt = view.nextAttempt();
        var effort = draft.effort(view);
        var restarts = effort.restarts().saw(view.attempt(), draft.now);
        draft.remember(view, effort.with(restarts));
        if (!restarts.decided(attempt)) {
            Time due = restarts.due(draft.now);
            if (draft.now.before(due)) {
                backOff(draft, view, restarts, due);
                return;
            }
            restarts = restarts.decide(attempt, draft.now);
            draft.remember(view, draft.effort(view).with(restarts));
            draft.because(
                    "restarts container " + view.name() + " for the " + ordinal(attempt) + " time",
                    "it ended with exit code "
                            + (view.latest() == null ? 0 : view.latest().exitCode()),
                    "the next restart would wait " + restarts.delay().toSeconds() + "s");
        }
        first(draft, view);
    }

    private static String ordinal(int number) {
        int last = number % 10;
        boolean teen = number % 100 / 10 == 1;
        return number
                + (teen || last == 0 || last > 3
                        ? "th"
                        : last == 1 ? "st" : last == 2 ? "nd" : "rd");
    }

    private static void backOff(PodDraft draft, ContainerView view, Restarts restarts, Time due) {
        if (restarts.announced() != view.attempt()) {
            draft.events.add(
                    Told.warning(
                            "BackOff",
                            "Back-off restarting failed container "
                                    + view.name()
                                    + " in pod "
                                    + draft.fullName(),
                            view.name()));
            draft.because(
                    "waits "
                            + restarts.delay().toSeconds()
                            + "s before it restarts container "
                            + view.name(),
                    "it ended " + (view.attempt() + 1) + " times");
            draft.remember(view, draft.effort(view).with(restarts.announce()));
        }
        if (restarts.endSeen() != null) {
            draft.wake(restarts.endSeen().plus(NEXT_LOOK));
        }
        draft.wake(due);
    }

    /// Starts the next run of a container.
    static void first(PodDraft draft, ContainerView view) {
        int attempt = view.nextAttempt();
        if (hasImage(draft, view, attempt)) {
            start(draft, view, attempt);
        }
    }

    private static boolean hasImage(PodDraft draft, ContainerView view, int attempt) {
        String image = view.spec().image();
        var known = draft.effort(view).image();
        if (known == null || known.attempt() != attempt) {
            var policy = pullPolicy(view);
            // What is missing under Never is for the runtime to refuse.
            if (policy.equals("Never")
                    || (!policy.equals("Always") && draft.images.containsKey(image))) {
                draft.events.add(
                        Told.normal(
                                "Pulled",
                                "Container image \""
                                        + image
                                        + "\" already present on machine and can be accessed by the"
                                        + " pod",
                                view.name()));
                draft.remember(view, draft.effort(view).with(new Image.Ready(attempt)));
                return true;
            }
            pull(draft, view, new Image.Asked(attempt, null));
            return false;
        }
        return switch (known) {
            case Image.Ready _ -> true;
            case Image.Asked _ -> false;
            case Image.Failed failed -> {
                failed(draft, view, failed);
                yield false;
            }
        };
    }

    private static void failed(PodDraft draft, ContainerView view, Image.Failed failed) {
        Time retry = failed.at().plus(failed.backOff());
        if (!draft.now.before(retry)) {
            pull(draft, view, new Image.Asked(failed.attempt(), failed));
            return;
        }
        Time shown = failed.at().plus(NEXT_LOOK);
        if (!failed.announced() && !draft.now.before(shown)) {
            draft.events.add(Told.normal("BackOff", backOffMessage(view, failed), view.name()));
            draft.events.add(Told.warning("Failed", "Error: ImagePullBackOff", view.name()));
            draft.remember(
                    view,
                    draft.effort(view)
                            .with(
                                    new Image.Failed(
                                            failed.attempt(),
                                            failed.at(),
                                            failed.backOff(),
                                            failed.reason(),
                                            failed.message(),
                                            true)));
        }
        draft.wake(shown);
        draft.wake(retry);
    }

    static String backOffMessage(ContainerView view, Image.Failed failed) {
        return "Back-off pulling image \""
                + view.spec().image()
                + "\": "
                + failed.reason()
                + ": "
                + failed.message();
    }

    private static void pull(PodDraft draft, ContainerView view, Image.Asked asked) {
        String image = view.spec().image();
        draft.events.add(Told.normal("Pulling", "Pulling image \"" + image + "\"", view.name()));
        draft.commands.add(new Command.Pull(draft.identity(), view.name(), image));
        draft.remember(view, draft.effort(view).with(asked));
    }

    private static String pullPolicy(ContainerView view) {
        String policy = view.spec().imagePullPolicy();
        if (!policy.isEmpty()) {
            return policy;
        }
        String image = view.spec().image();
        String tag = image.substring(image.lastIndexOf('/') + 1);
        return tag.endsWith(":latest") || tag.indexOf(':') < 0 ? "Always" : "IfNotPresent";
    }

    private static void start(PodDraft draft, ContainerView view, int attempt) {
        var effort = draft.effort(view);
        var start = effort.start();
        if (start != null && start.attempt() == attempt && draft.now.before(start.retryAt())) {
            draft.wake(start.retryAt());
            return;
        }
        Time retryAt = draft.now.plus(REQUEST_TIMEOUT);
        draft.commands.add(
                new Command.Start(
                        draft.identity(),
                        draft.sandbox(),
                        attempt,
                        view.spec(),
                        regularInit(view)));
        draft.remember(view, effort.with(new Effort.Start(attempt, retryAt, null)));
        draft.wake(retryAt);
    }

    private static boolean regularInit(ContainerView view) {
        return view.init() && !view.sidecar();
    }
}
