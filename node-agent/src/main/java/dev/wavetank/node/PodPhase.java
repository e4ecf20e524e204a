package dev.wavetank.node;

import dev.wavetank.cluster.model.ContainerStatus;

import java.util.List;

/// Where a pod stands as a whole, by upstream's rules (the kubelet's `getPhase`), in their order.
final class PodPhase {
    private int running;
    private int waiting;
    private int stopped;
    private int succeeded;

    private PodPhase() {}

    /// {@return `Pending`, `Running`, `Succeeded` or `Failed`; neither of the last two while any
    /// container lives}
    static String of(PodDraft draft, List<ContainerStatus> inits, List<ContainerStatus> apps) {
        boolean ended = !draft.anyAlive();
        if (draft.memory.ending() != null && ended) {
            return "Failed";
        }
        String phase = new PodPhase().phase(draft, inits, apps);
        if (ended || !(phase.equals("Succeeded") || phase.equals("Failed"))) {
            return phase;
        }
        // Sidecars end after the others: what it came to is said when they have.
        String before = draft.pod.status().phase();
        return before.isEmpty() ? "Pending" : before;
    }

    private String phase(PodDraft draft, List<ContainerStatus> inits, List<ContainerStatus> apps) {
        String policy = PodLifecycle.policy(draft);
        if (!draft.pod.deleting() && initsPending(draft)) {
            boolean failed =
                    policy.equals("Never")
                            && draft.inits.stream()
                                    .anyMatch(view ->
                                            !view.sidecar() && view.exited() && !view.succeeded());
            return failed ? "Failed" : "Pending";
        }
        sidecars(draft, inits);
        apps.forEach(this::count);
        if (draft.pod.deleting() && !draft.anyAlive()) {
            return waiting == 0 && stopped == succeeded ? "Succeeded" : "Failed";
        } else if (waiting > 0) {
            return "Pending";
        } else if (running > 0 || policy.equals("Always") || policy.isEmpty()) {
            return "Running";
        } else if (stopped == succeeded) {
            return "Succeeded";
        }
        return policy.equals("Never") ? "Failed" : "Running";
    }

    /// How sidecars ended does not count.
    private void sidecars(PodDraft draft, List<ContainerStatus> inits) {
        for (int i = 0; i < inits.size(); i++) {
            if (draft.inits.get(i).sidecar() && inits.get(i).state().running() != null) {
                running++;
            }
        }
    }

    private void count(ContainerStatus app) {
        var last = app.lastState().terminated();
        if (app.state().running() != null) {
            running++;
        } else if (app.state().terminated() != null) {
            stopped++;
            succeeded += app.state().terminated().exitCode() == 0 ? 1 : 0;
        } else if (last != null) {
            stopped++;
            succeeded += last.exitCode() == 0 ? 1 : 0;
        } else {
            waiting++;
        }
    }

    private static boolean initsPending(PodDraft draft) {
        if (draft.apps.stream().anyMatch(view -> view.latest() != null)) {
            return false;
        }
        for (var view : draft.inits) {
            if (view.sidecar() ? !view.started() : !view.succeeded()) {
                return true;
            }
        }
        return false;
    }
}
