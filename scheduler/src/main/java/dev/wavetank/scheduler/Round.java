package dev.wavetank.scheduler;

import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.queue.Pending;
import dev.wavetank.scheduler.queue.Queue;

import java.util.ArrayList;
import java.util.List;

/// One plan in the making: pods are decided on one after the other, each seeing what those before
/// it took.
final class Round {
    private final Profile profile;
    private final NodeTable nodes;
    private final Search search;
    private final Announcement announcement;
    private final Time now;
    private final List<Action> binds = new ArrayList<>();
    private final List<Action> refusals = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private Queue queue;

    /// What a pod takes that is placed by this plan, and is not yet in any view.
    private record Taken(int row, Demand demand) {}

    Round(Profile profile, Projection projection, Queue queue, Time now) {
        this.profile = profile;
        this.nodes = projection.nodes();
        this.queue = queue;
        this.now = now;
        search = new Search(profile, nodes, queue.start());
        announcement = new Announcement(profile.schedulerName(), now);
    }

    void schedule(Pod pod) {
        var rules = new PodRules(profile, pod, nodes);
        var verdict = search.find(pod, rules);
        switch (verdict) {
            case Verdict.Placed placed -> place(pod, placed.node(), rules.demand);
            case Verdict.Unschedulable none -> refuse(pod, none);
            case Verdict.Gated _ -> throw new IllegalStateException("a search knows no gates");
        }
        reasons.add(Wording.reason(pod, rules.demand, verdict, profile.schedulerName()));
    }

    private void place(Pod pod, String node, Demand demand) {
        binds.add(Action.Bind.of(pod, node));
        int row = nodes.rowOf(node);
        nodes.add(row, demand, 1);
        taken.add(new Taken(row, demand));
        queue = queue.placed(pod);
    }

    private void refuse(Pod pod, Verdict.Unschedulable verdict) {
        String message = Wording.failed(pod, verdict);
        tell(pod, "Unschedulable", message);
        refusals.add(announcement.failed(pod, message));
        queue = queue.refused(pod, verdict.plugins(), now);
    }

    void gated(Pod pod) {
        if (tell(pod, "SchedulingGated", Wording.GATED)) {
            var verdict = new Verdict.Gated(Pending.gates(pod));
            reasons.add(Wording.reason(pod, Demand.of(pod), verdict, profile.schedulerName()));
        }
    }

    private boolean tell(Pod pod, String reason, String message) {
        var update = announcement.notScheduled(pod, reason, message);
        return update != null && refusals.add(update);
    }

    /// {@return the plan; what was taken is given back, since the view will show it}
    ///
    /// Bindings go first: nothing else is waited for. That a pod was bound is told by the plan
    /// after, when it is known to be true.
    Plan<Queue> plan() {
        taken.forEach(each -> nodes.add(each.row(), each.demand(), -1));
        var actions = new ArrayList<>(binds);
        queue.bound().values().forEach(pod -> actions.add(announcement.scheduled(pod)));
        actions.addAll(refusals);
        var after = queue.startingAt(search.start());
        return new Plan<>(actions, reasons, after, after.wakeAt());
    }
}
