package dev.wavetank.scheduler;

import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.Priorities;
import dev.wavetank.scheduler.queue.Pending;
import dev.wavetank.scheduler.queue.Queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// One plan in the making: pods are decided on one after the other, each seeing what those before
/// it took, and what is kept for those before it.
final class Round {
    private final Profile profile;
    private final NodeTable nodes;
    private final Search search;
    private final Preemption preemption;
    private final Announcement announcement;
    private final Time now;
    private final TreeMap<String, Pod> hoping = new TreeMap<>();
    private final TreeSet<String> evicted = new TreeSet<>();
    private final List<Action> binds = new ArrayList<>();
    private final List<Action> refusals = new ArrayList<>();
    private final List<Action> evictions = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private Queue queue;

    /// What a pod takes that is placed by this plan, and is not yet in any view.
    private record Taken(int row, Pod pod, Demand demand) {}

    Round(Profile profile, Projection projection, Table<Pod> pods, Queue queue, Time now) {
        this.profile = profile;
        this.nodes = projection.nodes();
        this.queue = queue;
        this.now = now;
        projection.nominations().all().forEach(pod -> hoping.put(pod.meta().uid(), pod));
        search = new Search(profile, nodes, queue.start());
        preemption = new Preemption(nodes, pods, now);
        announcement = new Announcement(profile.schedulerName(), now);
    }

    void schedule(Pod pod) {
        var reserved = Nominations.reserve(hoping.values(), pod, nodes);
        var rules = new PodRules(profile, pod, nodes);
        var verdict = search.find(pod, rules);
        switch (verdict) {
            case Verdict.Placed placed -> {
                reserved.giveBack();
                place(pod, rules.demand, placed);
            }
            case Verdict.Unschedulable none -> {
                var eviction = preemption.find(pod, rules);
                reserved.giveBack();
                refuse(pod, rules.demand, none, eviction);
            }
        }
    }

    private void place(Pod pod, Demand demand, Verdict.Placed placed) {
        binds.add(Action.Bind.of(pod, placed.node()));
        int row = nodes.rowOf(placed.node());
        nodes.add(row, pod, demand, 1);
        taken.add(new Taken(row, pod, demand));
        hoping.remove(pod.meta().uid());
        queue = queue.placed(pod);
        reasons.add(Wording.placed(pod, demand, placed, profile.schedulerName()));
    }

    private void refuse(Pod pod, Demand demand, Verdict.Unschedulable verdict, Eviction eviction) {
        String message = Wording.failed(verdict, eviction);
        String node =
                switch (eviction) {
                    case Eviction.Of(var there, _) -> there;
                    case Eviction.NotEligible _ -> Nominations.node(pod);
                    case Eviction.Vain _ -> "";
                };
        tell(pod, "Unschedulable", message, node);
        refusals.add(announcement.failed(pod, message));
        queue = queue.refused(pod, verdict.plugins(), now);
        reasons.add(Wording.failed(pod, demand, verdict, eviction, profile.schedulerName()));
        hoping.remove(pod.meta().uid());
        if (!node.isEmpty()) {
            hoping.put(pod.meta().uid(), Nominations.nominated(pod, node));
        }
        if (eviction instanceof Eviction.Of(_, var victims)) {
            supersede(pod, node);
            victims.forEach(victim -> evict(victim, pod, node));
        }
    }

    /// Pods of lower priority that hoped for the same node may no longer fit there, and look
    /// elsewhere.
    private void supersede(Pod pod, String node) {
        for (var other : List.copyOf(hoping.values())) {
            if (Nominations.node(other).equals(node) && Priorities.of(other) < Priorities.of(pod)) {
                hoping.remove(other.meta().uid());
                evictions.add(new Action.UpdateStatus(Nominations.nominated(other, ""), List.of()));
            }
        }
    }

    private void evict(Pod victim, Pod by, String node) {
        if (!victim.deleting() && evicted.add(victim.meta().uid())) {
            evictions.addAll(announcement.evicted(victim, by, node));
            reasons.add(Wording.evicted(victim, by, node, profile.schedulerName()));
        }
    }

    void gated(Pod pod) {
        if (tell(pod, "SchedulingGated", Wording.GATED, "")) {
            reasons.add(Wording.gated(pod, Pending.gates(pod), profile.schedulerName()));
        }
    }

    private boolean tell(Pod pod, String reason, String message, String node) {
        var update = announcement.notScheduled(pod, reason, message, node);
        return update != null && refusals.add(update);
    }

    /// {@return the plan; what was taken is given back, since the view will show it}
    ///
    /// Bindings go first: nothing else is waited for. That a pod was bound is told by the plan
    /// after, when it is known to be true.
    Plan<Queue> plan() {
        taken.forEach(each -> nodes.add(each.row(), each.pod(), each.demand(), -1));
        var actions = new ArrayList<>(binds);
        queue.bound().values().forEach(pod -> actions.add(announcement.scheduled(pod)));
        actions.addAll(refusals);
        actions.addAll(evictions);
        var after = queue.startingAt(search.start());
        return new Plan<>(actions, reasons, after, after.wakeAt());
    }
}
