package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;

import org.jspecify.annotations.Nullable;

/// Leases: a renewal, which changes nothing but its time, is not journaled; after a crash the
/// holder renews again within seconds.
final class LeaseBehaviour implements KindBehaviour<Lease> {
    @Override
    public Kind<Lease> kind() {
        return Lease.KIND;
    }

    @Override
    public void validate(Lease object, Problems problems) {
        Integer duration = object.spec().leaseDurationSeconds();
        if (duration != null && duration <= 0) {
            problems.invalid(
                    "spec.leaseDurationSeconds", duration.longValue(), "must be greater than 0");
        }
        Integer transitions = object.spec().leaseTransitions();
        if (transitions != null && transitions < 0) {
            problems.invalid(
                    "spec.leaseTransitions",
                    transitions.longValue(),
                    "must be greater than or equal to 0");
        }
    }

    @Override
    public Keeping keeping(@Nullable Lease before, @Nullable Lease after) {
        return before != null && after != null && isRenewal(before, after)
                ? Keeping.MEMORY
                : Keeping.DURABLE;
    }

    private static boolean isRenewal(Lease before, Lease after) {
        var renewed = after.spec();
        var spec =
                new LeaseSpec(
                        renewed.holderIdentity(),
                        renewed.leaseDurationSeconds(),
                        renewed.acquireTime(),
                        before.spec().renewTime(),
                        renewed.leaseTransitions(),
                        renewed.rest());
        // That it was renewed now is said in the managed fields too.
        var meta =
                after.meta()
                        .withResourceVersion(before.meta().resourceVersion())
                        .withRest(before.meta().rest());
        return before.equals(after.withSpec(spec).withMeta(meta));
    }
}
