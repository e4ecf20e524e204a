package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.format.Form;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Says;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.scenarios.samples.Lookup;
import dev.wavetank.scenarios.samples.Samples;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads lists of objects of the cluster, of which each entry is one of several things.
final class Applied {
    private final Folder folder;
    private final Samples samples;
    private static final Form ENTRY = new Form.Group(Entry.class);

    Applied(Folder folder, Samples samples) {
        this.folder = folder;
        this.samples = samples;
    }

    /// An entry that is no document of the cluster itself.
    @Says(
            "objects of the cluster: exactly one of sample, file and object, or such an object"
                    + " itself")
    public record Entry(
            @Says("a sample application, such as shop") @Nullable String sample,
            @Says("for a sample: which version; if not given, the first") @Nullable String version,
            @Says("a file with objects, its path relative to this one") @Nullable String file,
            @Says("one object") Json.@Nullable Obj object) {}

    List<Json.Obj> read(Spot list, Reader reader) {
        var objects = new ArrayList<Json.Obj>();
        for (var item : list.items()) {
            if (item.has("kind")) {
                add(item, objects, reader.problems());
            } else {
                entry(item, objects, reader);
            }
        }
        return objects;
    }

    private void entry(Spot item, List<Json.Obj> objects, Reader reader) {
        boolean number = item.member("version").value() instanceof Json.Num;
        var textual =
                number && item.value() instanceof Json.Obj fields
                        ? item.with(
                                fields.with("version", item.member("version").value().toString()))
                        : item;
        if (!(reader.read(ENTRY, textual) instanceof Entry entry)) {
            return;
        }
        long given = List.of("sample", "file", "object").stream().filter(textual::has).count();
        if (given != 1) {
            reader.problems()
                    .at(
                            item,
                            "found "
                                    + given
                                    + " of sample, file and object; allowed: exactly one, or an"
                                    + " object with apiVersion and kind itself");
        } else if (entry.sample() != null) {
            sample(item, entry.sample(), entry.version(), objects, reader.problems());
        } else if (entry.file() != null) {
            file(item.member("file"), entry.file(), objects, reader.problems());
        } else {
            add(item.member("object"), objects, reader.problems());
        }
    }

    private void sample(
            Spot item,
            String name,
            @Nullable String version,
            List<Json.Obj> objects,
            Problems problems) {
        String first =
                samples.all().stream()
                        .filter(sample -> sample.name().equals(name))
                        .findFirst()
                        .map(sample -> sample.versions().getFirst().name())
                        .orElse("");
        switch (samples.find(name, version == null ? first : version)) {
            case Lookup.Unknown unknown ->
                    problems.at(
                            item.member(first.isEmpty() ? "sample" : "version"), unknown.message());
            case Lookup.Found found -> {
                for (var manifest : found.manifests()) {
                    for (var each : Documents.of(manifest.file(), manifest.text(), problems)) {
                        add(each, objects, problems);
                    }
                }
            }
        }
    }

    private void file(Spot spot, String path, List<Json.Obj> objects, Problems problems) {
        String text = folder.text(path);
        if (text == null) {
            problems.at(
                    spot,
                    "found "
                            + Words.quoted(path)
                            + ", which cannot be read; allowed: a file, its path relative to this"
                            + " one");
            return;
        }
        for (var each : Documents.of(path, text, problems)) {
            add(each, objects, problems);
        }
    }

    /// Adds the object, or the items when it is a `List`.
    static void add(Spot spot, List<Json.Obj> objects, Problems problems) {
        if (spot.text("kind").equals("List")) {
            for (var item : spot.member("items").items()) {
                add(item, objects, problems);
            }
            return;
        }
        int before = problems.count();
        needed(spot, "apiVersion", "such as v1 or apps/v1", problems);
        needed(spot, "kind", "such as Deployment", problems);
        needed(spot.member("metadata"), "name", "the object's name", problems);
        if (problems.count() == before && spot.value() instanceof Json.Obj object) {
            objects.add(object);
        }
    }

    private static void needed(Spot spot, String name, String what, Problems problems) {
        var member = spot.member(name);
        if (spot.text(name).isEmpty()) {
            problems.at(member, "found " + Words.found(member.value()) + "; needed: " + what);
        }
    }
}
