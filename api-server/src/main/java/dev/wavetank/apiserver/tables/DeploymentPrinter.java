package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;
import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.time.Instant;
import java.util.List;

/// Deployments.
final class DeploymentPrinter implements Printer<Deployment> {
    @Override
    public Kind<Deployment> kind() {
        return Deployment.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("Ready", "Number of the pod with ready state"),
                Column.text("Up-to-date", "How many pods have the newest template."),
                Column.text("Available", "How many pods have been ready for long enough."),
                Column.AGE,
                Column.text("Containers", "The names of the containers in the template.").wide(),
                Column.text("Images", "The images of the containers in the template.").wide(),
                Column.text("Selector", "Which pods belong to it.").wide());
    }

    @Override
    public List<Json> cells(Deployment object, Instant now) {
        var containers = object.spec().template().spec().containers();
        return List.of(
                Cells.name(object),
                text(object.status().readyReplicas() + "/" + object.spec().count()),
                number(object.status().updatedReplicas()),
                number(object.status().availableReplicas()),
                Cells.age(object, now),
                text(String.join(",", containers.stream().map(Container::name).toList())),
                text(String.join(",", containers.stream().map(Container::image).toList())),
                text(Cells.selector(object.spec().selector())));
    }
}
