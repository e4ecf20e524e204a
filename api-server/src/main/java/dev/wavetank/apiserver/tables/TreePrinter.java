package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// A printer of columns beside what stands in them, for kinds whose objects are read as trees.
/// Immutable: each column makes a new one.
record TreePrinter(Kind<Resource> kind, List<Cell> all) implements Printer<Resource> {
    TreePrinter {
        all = List.copyOf(all);
    }

    /// A column and what stands in it.
    record Cell(Column column, Function<Row, Json> content) {}

    /// {@return a printer whose first column is the name}
    @SuppressWarnings("unchecked") // A printer reads objects of its kind only.
    static TreePrinter of(
            String group, String version, String kind, String plural, boolean namespaced) {
        var printed = (Kind<Resource>) Kinds.of(group, version, kind, plural, namespaced);
        return new TreePrinter(
                printed, List.of(new Cell(Column.NAME, row -> Cells.name(row.object()))));
    }

    private TreePrinter with(Column column, Function<Row, Json> content) {
        var more = new ArrayList<>(all);
        more.add(new Cell(column, content));
        return new TreePrinter(kind, more);
    }

    /// Names the objects otherwise than by their name alone.
    TreePrinter named(Function<Row, String> name) {
        return new TreePrinter(
                kind, List.of(new Cell(Column.NAME, row -> Cells.text(name.apply(row)))));
    }

    TreePrinter text(String name, String description, Function<Row, String> content) {
        return with(Column.text(name, description), row -> Cells.text(content.apply(row)));
    }

    /// Adds the text at a path.
    TreePrinter text(String name, String description, String path) {
        return text(name, description, row -> row.text(path));
    }

    TreePrinter number(String name, String description, ToLongFunction<Row> content) {
        return with(
                Column.number(name, description), row -> Cells.number(content.applyAsLong(row)));
    }

    /// Adds the number at a path; 0 when it is absent.
    TreePrinter number(String name, String description, String path) {
        return number(name, description, row -> row.number(path));
    }

    TreePrinter flag(String name, String description, Predicate<Row> content) {
        return with(
                new Column(name, "boolean", "", description, 0),
                row -> new Json.Bool(content.test(row)));
    }

    TreePrinter age() {
        return with(Column.AGE, row -> Cells.age(row.object(), row.now()));
    }

    /// Adds the column of upstream's default printer, which is a date and not an age.
    TreePrinter createdAt() {
        return with(
                new Column("Created At", "date", "", "When the object was created.", 0),
                row -> Cells.text(row.text("metadata.creationTimestamp")));
    }

    TreePrinter wide(String name, String description, Function<Row, String> content) {
        return with(Column.text(name, description).wide(), row -> Cells.text(content.apply(row)));
    }

    /// Adds names and images of a pod template's containers.
    TreePrinter containers(String template) {
        return wide(
                        "Containers",
                        "The names of the containers in the template.",
                        row -> row.ofContainers(template, "name"))
                .wide(
                        "Images",
                        "The images of the containers in the template.",
                        row -> row.ofContainers(template, "image"));
    }

    @Override
    public List<Column> columns() {
        return all.stream().map(Cell::column).toList();
    }

    @Override
    public List<Json> cells(Resource object, Instant now) {
        var row = new Row(object, now);
        return all.stream().map(cell -> cell.content().apply(row)).toList();
    }
}
