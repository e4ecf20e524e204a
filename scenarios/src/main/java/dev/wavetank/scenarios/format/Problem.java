package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Places.Place;

import java.util.Comparator;

/// Something that is wrong in a file.
///
/// @param path what is wrong, from its document: `spec.method[2].fault.spec.action`; may be ""
/// @param message what was found and what is allowed
public record Problem(String file, Place place, String path, String message)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file)
                    .thenComparingInt(problem -> problem.place().line())
                    .thenComparingInt(problem -> problem.place().column())
                    .thenComparing(Problem::path)
                    .thenComparing(Problem::message);

    /// {@return a problem of a whole file}
    public static Problem of(String file, String message) {
        return new Problem(file, new Place(1, 1), "", message);
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /// {@return `file:line:column: path: message`, as editors and compilers write it}
    @Override
    public String toString() {
        return file
                + ":"
                + place.line()
                + ":"
                + place.column()
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + message;
    }
}
