package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lists the pods behind each service once more in the Endpoints object of its name: the kind that
/// EndpointSlices took the place of, and that `kubectl get endpoints` and older clients still read.
///
/// One object holds all addresses of a service, so it is written at most once a second.
public final class LegacyEndpoints implements Controller<LegacyEndpoints.Memory> {
    public static final String NAME = "endpoint-controller";

    static final Kind<Generic> KIND = Kind.generic("", "v1", "Endpoints", "endpoints", true);

    private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
    private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";

    /// Upstream's `--endpoint-updates-batch-period`, which is 0 there by default: a rollout of a
    /// thousand pods would write a thousand addresses a thousand times.
    private static final Duration BATCH = Duration.ofSeconds(1);

    /// When the object was written last.
    public record Memory(Optional<Time> written) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Service.KIND), Query.all(Pod.KIND), Query.all(KIND));
    }

    @Override
    public Memory start() {
        return new Memory(Optional.empty());
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Pod) {
            Behind.add(keys, change, view);
        } else {
            keys.add(change.object().key());
        }
        return keys;
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Service service = view.get(Service.KIND, key);
        Generic found = view.get(KIND, key);
        if (service == null) {
            return found != null && found.meta().label(MANAGED_BY).equals(NAME)
                    ? Plan.of(List.of(Action.Delete.of(found)), List.of(), start())
                    : Plan.nothing(start());
        }
        if (service.deleting()
                || service.spec().selector().isEmpty()
                || service.spec().type().equals("ExternalName")) {
            return Plan.nothing(memory);
        }
        var wanted = wanted(service, Behind.pods(service, view), found);
        if (wanted.equals(found)) {
            return Plan.nothing(memory);
        }
        Time due = memory.written.map(written -> written.plus(BATCH)).orElse(now);
        if (now.before(due)) {
            return Plan.nothing(memory).wakeAt(due);
        }
        Action write =
                found == null
                        ? new Action.Create(wanted, List.of())
                        : new Action.Update(wanted, List.of());
        return Plan.of(List.of(write), List.of(), new Memory(Optional.of(now)));
    }

    private static Generic wanted(Service service, List<Pod> pods, @Nullable Generic found) {
        var subsets = Subsets.of(service, pods);
        var labels = new TreeMap<>(service.meta().labels());
        labels.put(MANAGED_BY, NAME);
        if (service.spec().clusterIP().equals("None")) {
            labels.put(EndpointSlices.HEADLESS, "");
        } else {
            labels.remove(EndpointSlices.HEADLESS);
        }
        var meta =
                found == null
                        ? Meta.of(service.meta().namespace(), service.meta().name())
                        : found.meta();
        var annotations = new TreeMap<>(meta.annotations());
        if (subsets.truncated()) {
            annotations.put(OVER_CAPACITY, "truncated");
        } else {
            annotations.remove(OVER_CAPACITY);
        }
        return new Generic(
                KIND,
                meta.withLabels(Collections.unmodifiableSortedMap(labels))
                        .withAnnotations(Collections.unmodifiableSortedMap(annotations)),
                subsets.json().isEmpty()
                        ? Json.Obj.EMPTY
                        : Json.Obj.of("subsets", new Json.Arr(subsets.json())));
    }
}
