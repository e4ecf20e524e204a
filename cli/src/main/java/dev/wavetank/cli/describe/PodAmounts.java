package dev.wavetank.cli.describe;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;

import java.util.List;
import java.util.TreeMap;

/// How much of each resource a pod takes in all, by upstream's rule: its containers and sidecars
/// together, or the init container that takes most beside the sidecars before it.
///
/// @param amounts by the resource's name
record PodAmounts(TreeMap<String, Quantity> amounts) {
    private static final Quantity NONE = Quantity.of("0");

    /// @param which `requests` or `limits`
    static PodAmounts of(Json.Obj pod, String which) {
        Json.Obj spec = pod.object("spec");
        var sum = new TreeMap<String, Quantity>();
        var sidecars = new TreeMap<String, Quantity>();
        var most = new TreeMap<String, Quantity>();
        for (Json.Obj container : Facts.objects(spec.array("containers"))) {
            add(container, which, sum);
        }
        for (Json.Obj container : Facts.objects(spec.array("initContainers"))) {
            if (container.text("restartPolicy").equals("Always")) {
                add(container, which, sum);
                add(container, which, sidecars);
                sidecars.forEach((name, amount) -> most.merge(name, amount, PodAmounts::larger));
            } else {
                var alone = new TreeMap<>(sidecars);
                add(container, which, alone);
                alone.forEach((name, amount) -> most.merge(name, amount, PodAmounts::larger));
            }
        }
        most.forEach((name, amount) -> sum.merge(name, amount, PodAmounts::larger));
        return new PodAmounts(sum);
    }

    private static void add(Json.Obj container, String which, TreeMap<String, Quantity> into) {
        container
                .object("resources")
                .object(which)
                .forEach((name, amount) ->
                        into.merge(name, Quantity.of(Facts.text(amount)), Quantity::plus));
    }

    private static Quantity larger(Quantity a, Quantity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// {@return what pods take together}
    static PodAmounts sum(List<Json.Obj> pods, String which) {
        var sum = new TreeMap<String, Quantity>();
        for (Json.Obj pod : pods) {
            of(pod, which).amounts.forEach((name, each) -> sum.merge(name, each, Quantity::plus));
        }
        return new PodAmounts(sum);
    }

    Quantity get(String resource) {
        return amounts.getOrDefault(resource, NONE);
    }

    /// {@return `900m (22%)`}
    ///
    /// @param of what there is of it
    String share(String resource, Quantity of) {
        Quantity amount = get(resource);
        double whole = of.amount().doubleValue();
        long percent = whole == 0 ? 0 : (long) (amount.amount().doubleValue() / whole * 100 + 1e-9);
        return amount.text() + " (" + percent + "%)";
    }
}
