package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.queue.Pending;

/// The view as the scheduler needs it, brought up to date by what differs from the view before.
final class Projection {
    private final NodeTable nodes = new NodeTable();
    private final Pending pending;
    private final Nominations nominations;
    private Table<Node> shownNodes = Table.empty(Node.KIND);
    private Table<Pod> shownPods = Table.empty(Pod.KIND);

    Projection(String schedulerName) {
        pending = new Pending(schedulerName);
        nominations = new Nominations(pending);
    }

    void show(View view) {
        shownNodes.changesTo(view.table(Node.KIND)).forEach(this::apply);
        shownPods.changesTo(view.table(Pod.KIND)).forEach(this::apply);
        shownNodes = view.table(Node.KIND);
        shownPods = view.table(Pod.KIND);
    }

    private void apply(Change change) {
        nodes.apply(change);
        pending.apply(change);
        nominations.apply(change);
    }

    NodeTable nodes() {
        return nodes;
    }

    Nominations nominations() {
        return nominations;
    }

    Pending pending() {
        return pending;
    }
}
