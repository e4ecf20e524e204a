package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import java.time.Instant;
import java.util.List;

/// How objects of one kind are shown in columns.
///
/// @param <R> the record of the kind
public interface Printer<R extends Resource> {
    Kind<R> kind();

    List<Column> columns();

    /// {@return one cell for each column}
    List<Json> cells(R object, Instant now);
}
