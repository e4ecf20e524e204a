package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Makes `meta.k8s.io` Tables.
///
/// @param version of the table: `v1` or `v1beta1`
/// @param include what of each object stands beside its cells
public record TableWriter(Kind<?> kind, String version, Include include) {
    /// What of each object stands beside its cells: the request's `includeObject`.
    public enum Include {
        NOTHING,
        METADATA,
        OBJECT
    }

    /// {@return the table of these objects}
    ///
    /// @param meta the list's metadata
    /// @param columns whether to describe the columns; in a watch only the first table does
    public Json.Obj table(
            Collection<? extends Resource> objects, Json.Obj meta, boolean columns, Instant now) {
        var printer = Printers.of(kind);
        var rows = new ArrayList<Json>(objects.size());
        for (Resource object : objects) {
            var row = Json.Obj.builder().put("cells", new Json.Arr(printer.cells(object, now)));
            switch (include) {
                case NOTHING -> {}
                case METADATA -> row.put("object", metadata(object));
                case OBJECT -> row.put("object", object.tree());
            }
            rows.add(row.build());
        }
        return table(version, columns ? described(printer.columns()) : Json.NULL, meta, rows);
    }

    /// {@return a table of rows of text, of which the first column names the object}
    ///
    /// @param version of the table: `v1` or `v1beta1`
    public static Json.Obj table(String version, List<String> names, List<Json> rows) {
        var columns = new ArrayList<Column>();
        for (String name : names) {
            columns.add(columns.isEmpty() ? Column.NAME : Column.text(name, name + " of the row."));
        }
        return table(version, described(columns), Json.Obj.EMPTY, rows);
    }

    private static Json described(List<Column> columns) {
        return new Json.Arr(columns.stream().<Json>map(Column::json).toList());
    }

    private static Json.Obj table(String version, Json columns, Json.Obj meta, List<Json> rows) {
        return Json.Obj.builder()
                .put("apiVersion", "meta.k8s.io/" + version)
                .put("columnDefinitions", columns)
                .put("kind", "Table")
                .put("metadata", meta)
                .put("rows", new Json.Arr(rows))
                .build();
    }

    private Json.Obj metadata(Resource object) {
        return metadata(object.tree(), version);
    }

    /// {@return the metadata of an object, as an object of its own}
    public static Json.Obj metadata(Json.Obj tree, String version) {
        return Json.Obj.builder()
                .put("apiVersion", "meta.k8s.io/" + version)
                .put("kind", "PartialObjectMetadata")
                .put("metadata", tree.object("metadata"))
                .build();
    }
}
