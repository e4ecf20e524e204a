package dev.wavetank.node;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Registers the node and keeps saying that it lives: a Lease every 10 s, its status when that
/// changes or every 5 minutes.
///
/// A Node that is deleted stays deleted until the agent starts again, as with the kubelet.
final class Heart {
    /// The kubelet's nodeLeaseDurationSeconds; a lease is renewed after a quarter of it.
    private static final int LEASE_SECONDS = 40;

    private static final Duration RENEW = Duration.ofSeconds(LEASE_SECONDS / 4);

    /// Renewals are spread by 4 %, as the kubelet's are.
    private static final int JITTER_PERCENT = 4;

    /// The kubelet's nodeStatusReportFrequency.
    private static final Duration REPORT = Duration.ofMinutes(5);

    /// The kubelet's heartbeat client gives up a request after this, so that one that is lost costs
    /// one renewal and not the node's life.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /// The kubelet's nodeStatusUpdateFrequency: how soon new images are told of.
    private static final Duration UPDATE = Duration.ofSeconds(10);

    private static final Duration RETRY_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(7);

    private final NodeProfile profile;
    private final World world;
    private final Api api;
    private final RandomGenerator jitter;
    private final Runnable registered;
    private @Nullable Node node;
    private @Nullable Time reported;
    private TreePMap<String, Long> images = TreePMap.empty();
    private boolean updating;
    private boolean known;
    private boolean cordoned;
    private boolean beating;
    private boolean writing;
    private boolean leaseExists = true;
    private int statusFailures;
    private int leaseFailures;

    /// @param registered what to do once the node is known to the cluster
    Heart(NodeProfile profile, World world, Api api, Runnable registered) {
        this.profile = profile;
        this.world = world;
        this.api = api;
        this.registered = registered;
        jitter = world.chance("lease renewals");
        tell(NodeEvents.started(profile.name(), world.now().wall()));
        api.watch(Query.one(Node.KIND, "", profile.name()), this::heard);
    }

    private void heard(Notice notice) {
        switch (notice) {
            case Notice.Snapshot(var table) -> saw(table);
            case Notice.Changes(_, var table) -> saw(table);
            case Notice.Progress _, Notice.Lost _ -> {}
        }
    }

    private void saw(Table<?> table) {
        boolean first = !known;
        known = true;
        node = table.get("", profile.name()) instanceof Node seen ? seen : null;
        if (node != null) {
            begin();
            cordon(node.spec().unschedulable());
            look();
        } else if (first) {
            register();
        }
    }

    private void cordon(boolean now) {
        if (cordoned != now) {
            cordoned = now;
            tell(List.of(NodeEvents.schedulable(profile.name(), now, world.now().wall())));
        }
    }

    private void register() {
        if (node == null) {
            api.submit(
                    new Action.Create(NodeObject.create(profile, world.now().wall()), List.of()),
                    outcome -> {
                        // What is there already comes with the watch.
                        if (outcome instanceof Outcome.Accepted) {
                            tell(List.of(NodeEvents.ready(profile.name(), world.now().wall())));
                        } else {
                            world.after("register", retry(statusFailures++), this::register);
                        }
                    });
        }
    }

    private void begin() {
        if (!beating) {
            beating = true;
            registered.run();
            renew();
            world.after("node status", REPORT, this::report);
        }
    }

    private void report() {
        look();
        world.after("node status", REPORT, this::report);
    }

    /// Takes in which images the node has, with their sizes in bytes.
    void holds(TreePMap<String, Long> now) {
        if (images.equals(now)) {
            return;
        }
        images = now;
        if (!updating) {
            updating = true;
            world.after(
                    "images",
                    UPDATE,
                    () -> {
                        updating = false;
                        look();
                    });
        }
    }

    /// Writes the status if it says something new or is old.
    private void look() {
        Node seen = node;
        if (seen == null || writing) {
            return;
        }
        var status =
                NodeObject.status(profile, images, seen.status().conditions(), world.now().wall());
        boolean due = reported != null && world.now().since(reported).compareTo(REPORT) >= 0;
        if (!due && NodeObject.same(status, seen.status())) {
            reported = reported == null ? world.now() : reported;
            return;
        }
        writing = true;
        // Counted from the sending: the next report, five minutes after this one, is then due.
        var sent = world.now();
        submit(
                new Action.UpdateStatus(seen.withStatus(status), List.of()),
                outcome -> {
                    writing = false;
                    if (outcome instanceof Outcome.Accepted(_, var object, _)) {
                        statusFailures = 0;
                        reported = sent;
                        tell(
                                NodeEvents.rebooted(
                                        profile.name(), seen.status(), status, world.now().wall()));
                        tell(
                                NodeEvents.recovered(
                                        profile.name(),
                                        seen.status().conditions(),
                                        status.conditions(),
                                        world.now().wall()));
                        if (object instanceof Node written
                                && node != null
                                && written.meta().resourceVersion()
                                        > node.meta().resourceVersion()) {
                            node = written;
                        }
                    } else {
                        world.after("node status", retry(statusFailures++), this::look);
                    }
                });
    }

    /// Submits what must not wait for long; an answer that comes later is not heard.
    private void submit(Action action, Consumer<Outcome> then) {
        var open = new AtomicBoolean(true);
        Consumer<Outcome> once =
                outcome -> {
                    if (open.getAndSet(false)) {
                        then.accept(outcome);
                    }
                };
        var late = new Outcome.Unknown("no answer in " + TIMEOUT.toSeconds() + " s", Duration.ZERO);
        var timeout = world.after("no answer", TIMEOUT, () -> once.accept(late));
        api.submit(
                action,
                outcome -> {
                    timeout.cancel();
                    once.accept(outcome);
                });
    }

    private void tell(List<Action> events) {
        events.forEach(event -> api.submit(event, _ -> {}));
    }

    private void renew() {
        Node seen = node;
        var now = new MicroTime(world.now().wall());
        var spec = new LeaseSpec(profile.name(), LEASE_SECONDS, null, now, null, Json.Obj.EMPTY);
        var meta = Meta.of("kube-node-lease", profile.name());
        if (seen != null) {
            meta =
                    meta.withOwners(
                            List.of(
                                    new OwnerReference(
                                            "v1",
                                            "Node",
                                            profile.name(),
                                            seen.meta().uid(),
                                            null,
                                            null)));
        }
        var lease = new Lease(meta, spec, Json.Obj.EMPTY);
        submit(
                leaseExists
                        ? new Action.Update(lease, List.of())
                        : new Action.Create(lease, List.of()),
                this::renewed);
    }

    private void renewed(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> {
                leaseExists = true;
                leaseFailures = 0;
                long spread = RENEW.toMillis() * JITTER_PERCENT / 100;
                world.after("lease", RENEW.plusMillis(jitter.nextLong(spread + 1)), this::renew);
            }
            case Outcome.Refused(var reason, _, _) -> {
                boolean absent = reason.equals("NotFound") && leaseExists;
                leaseExists = !reason.equals("NotFound");
                world.after("lease", absent ? Duration.ZERO : retry(leaseFailures++), this::renew);
            }
            case Outcome.Stale _, Outcome.NotSent _, Outcome.Unknown _ ->
                    world.after("lease", retry(leaseFailures++), this::renew);
        }
    }

    private static Duration retry(int failures) {
        var delay = RETRY_FIRST.multipliedBy(1L << Math.min(failures, 10));
        return delay.compareTo(RETRY_MAX) < 0 ? delay : RETRY_MAX;
    }
}
