package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;
import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.ReplicaSet;

import java.time.Instant;
import java.util.List;

/// ReplicaSets.
final class ReplicaSetPrinter implements Printer<ReplicaSet> {
    @Override
    public Kind<ReplicaSet> kind() {
        return ReplicaSet.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.number("Desired", "How many pods are wanted."),
                Column.number("Current", "How many pods there are."),
                Column.number("Ready", "How many pods are ready."),
                Column.AGE,
                Column.text("Containers", "The names of the containers in the template.").wide(),
                Column.text("Images", "The images of the containers in the template.").wide(),
                Column.text("Selector", "Which pods belong to it.").wide());
    }

    @Override
    public List<Json> cells(ReplicaSet object, Instant now) {
        var containers = object.spec().template().spec().containers();
        return List.of(
                Cells.name(object),
                number(object.spec().count()),
                number(object.status().replicas()),
                number(object.status().readyReplicas()),
                Cells.age(object, now),
                text(String.join(",", containers.stream().map(Container::name).toList())),
                text(String.join(",", containers.stream().map(Container::image).toList())),
                text(Cells.selector(object.spec().selector())));
    }
}
