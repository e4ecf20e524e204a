package dev.wavetank.scenarios.injection;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Takes the leases of leaders away, by writing another holder into them, who never renews: the
/// leader is refused from then on, and another one is elected when the lease has run out.
final class Leases {
    private static final String NAMESPACE = "kube-system";
    private static final String AUTHOR = "chaos";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Stage stage;
    private final ActiveFault fault;
    private int left;

    Leases(Stage stage, ActiveFault fault) {
        this.stage = stage;
        this.fault = fault;
    }

    /// @throws Refusal when none of these components leads
    void take(List<String> components) {
        var held =
                stage.state().table(Lease.KIND).in(NAMESPACE).stream()
                        .filter(lease -> components.contains(holder(lease)))
                        .toList();
        if (held.isEmpty()) {
            var leaders =
                    stage.state().table(Lease.KIND).in(NAMESPACE).stream()
                            .map(Leases::holder)
                            .toList();
            throw new Refusal(
                    "none of "
                            + components
                            + " leads; "
                            + (leaders.isEmpty()
                                    ? "with one control plane nobody is elected"
                                    : "leaders are " + leaders));
        }
        fault.goesOn();
        left = held.size();
        held.forEach(lease -> take(lease, holder(lease)));
    }

    /// {@return the component that holds it: its identity up to the part that tells its lives
    /// apart}
    private static String holder(Lease lease) {
        String identity = Objects.requireNonNullElse(lease.spec().holderIdentity(), "");
        int unique = identity.lastIndexOf('_');
        return unique < 0 ? identity : identity.substring(0, unique);
    }

    private void take(Lease seen, String component) {
        var lease = stage.state().table(Lease.KIND).get(seen.key());
        var server = stage.tank.server();
        if (!fault.active()) {
            return;
        } else if (lease == null || !holder(lease).equals(component)) {
            done(component);
            return;
        } else if (server == null) {
            again(lease, component);
            return;
        }
        var spec = lease.spec();
        var now = new MicroTime(stage.world.now().wall());
        var taken =
                lease.withSpec(
                        new LeaseSpec(
                                "chaos-" + fault.number,
                                spec.leaseDurationSeconds(),
                                now,
                                now,
                                spec.leaseTransitions(),
                                spec.rest()));
        server.writes()
                .submit(
                        new Submission(new Action.Update(taken, List.of()), AUTHOR, false),
                        outcome ->
                                stage.world.post(
                                        "lease taken",
                                        () -> {
                                            if (outcome instanceof Outcome.Accepted) {
                                                done(component);
                                            } else {
                                                again(lease, component);
                                            }
                                        }));
    }

    private void again(Lease lease, String component) {
        stage.world.after("take the lease again", RETRY, () -> take(lease, component));
    }

    private void done(String component) {
        fault.hit(component);
        left--;
        if (left == 0) {
            fault.end();
        }
    }
}
