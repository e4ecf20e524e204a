package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.format.Shape.Part;
import dev.wavetank.scenarios.format.Shape.Variant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads values of records by their [Form]. It goes on after a problem, so that a user learns of
/// all of them at once.
public final class Reader {
    private final Dialect dialect;
    private final Problems problems;

    public Reader(Dialect dialect, Problems problems) {
        this.dialect = dialect;
        this.problems = problems;
    }

    /// {@return where problems are told}
    public Problems problems() {
        return problems;
    }

    /// {@return the value, or null when it is wrong, which was told}
    public @Nullable Object read(Form form, Spot spot) {
        Object value =
                switch (form) {
                    case Form.Scalar scalar -> scalar(scalar, spot);
                    case Form.Tree _ -> spot.value() instanceof Json.Obj object ? object : null;
                    case Form.Documents _ -> isList(spot) ? dialect.objects(spot, this) : null;
                    case Form.Many many -> isList(spot) ? many(spot, many.each()) : null;
                    case Form.Named named -> isObject(spot) ? named(spot, named.each()) : null;
                    case Form.Group group ->
                            isObject(spot) ? group(group.type(), spot, new TreeMap<>()) : null;
                    case Form.Kinds _ -> isObject(spot) ? dialect.document(spot, this) : null;
                    case Form.Alternatives _ ->
                            throw new IllegalArgumentException("alternatives are fields");
                };
        if (value == null && isWrong(form, spot)) {
            problems.at(spot, "found " + Words.found(spot.value()) + allowed(form, spot.value()));
        }
        return value;
    }

    /// Whether the value as such is wrong, and not something within, which was told.
    private static boolean isWrong(Form form, Spot spot) {
        return switch (form) {
            case Form.Documents _, Form.Many _ -> !isList(spot);
            case Form.Named _, Form.Group _, Form.Kinds _, Form.Alternatives _ -> !isObject(spot);
            case Form.Scalar _, Form.Tree _ -> true;
        };
    }

    private static String allowed(Form form, Json found) {
        if (form instanceof Form.Choice choice) {
            return Words.allowed(found instanceof Json.Text it ? it.value() : "", choice.words());
        }
        boolean unquoted =
                form instanceof Form.Text
                        && (found instanceof Json.Num || found instanceof Json.Bool);
        return "; allowed: " + form.inWords() + (unquoted ? ", in quotes" : "");
    }

    private static boolean isList(Spot spot) {
        return spot.value() instanceof Json.Arr;
    }

    private static boolean isObject(Spot spot) {
        return spot.value() instanceof Json.Obj;
    }

    private @Nullable Object scalar(Form.Scalar form, Spot spot) {
        Object value = Scalars.read(form, spot.value());
        if (value != null && form instanceof Form.Expression) {
            dialect.expression(spot, problems);
        }
        return value;
    }

    private List<Object> many(Spot spot, Form each) {
        var values = new ArrayList<Object>();
        for (var item : spot.items()) {
            Object value = read(each, item);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private SortedMap<String, Object> named(Spot spot, Form each) {
        var values = new TreeMap<String, Object>();
        ((Json.Obj) spot.value())
                .forEach((name, _) -> {
                    Object value = read(each, spot.member(name));
                    if (value != null) {
                        values.put(name, value);
                    }
                });
        return values;
    }

    /// {@return the record, or null when it is wrong, which was told}
    ///
    /// @param given the components that are no fields
    public @Nullable Object group(Class<?> type, Spot spot, SortedMap<String, Object> given) {
        int before = problems.count();
        var shape = Shape.of(type);
        known(spot, shape.names());
        var values = new ArrayList<@Nullable Object>();
        for (var part : shape.components()) {
            values.add(
                    part.form() instanceof Form.Alternatives
                            ? alternative(shape, spot)
                            : component(part, spot, given));
        }
        if (problems.count() > before) {
            return null;
        }
        try {
            Object made = Shape.construct(type, values.toArray());
            dialect.check(made, spot, problems);
            return problems.count() > before ? null : made;
        } catch (IllegalArgumentException refused) {
            problems.at(spot, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /// Tells of members that have none of these names.
    public void known(Spot spot, Collection<String> names) {
        ((Json.Obj) spot.value())
                .forEach((name, _) -> {
                    if (!names.contains(name)) {
                        problems.atName(
                                spot.member(name), "unknown field" + Words.allowed(name, names));
                    }
                });
    }

    private @Nullable Object component(Part part, Spot spot, SortedMap<String, Object> given) {
        var field = part.field();
        if (field == null) {
            return given.get(part.component().getName());
        }
        var member = spot.member(field.name());
        if (spot.has(field.name())) {
            return read(field.form(), member);
        }
        if (field.needed()) {
            problems.at(
                    member, "is missing: " + field.says() + "; allowed: " + field.form().inWords());
            return null;
        }
        return absent(field, member);
    }

    private @Nullable Object absent(Field field, Spot member) {
        if (!field.otherwise().isEmpty()) {
            return read(field.form(), member.with(Yaml.read(field.otherwise())));
        }
        return switch (field.form()) {
            case Form.Many _, Form.Documents _ -> List.of();
            case Form.Named _ -> new TreeMap<String, Object>();
            case Form.Truth _ -> false;
            case Form.Scalar _, Form.Tree _, Form.Group _, Form.Kinds _, Form.Alternatives _ ->
                    null;
        };
    }

    private @Nullable Object alternative(Shape shape, Spot spot) {
        var variants = shape.variants();
        var present = variants.stream().filter(each -> spot.has(each.name())).toList();
        if (present.isEmpty()) {
            if (hasOnly(spot, shape.names())) {
                String names = Words.or(variants.stream().map(Variant::name).toList());
                problems.at(spot, "does nothing; one of these is needed: " + names);
            }
            return null;
        }
        for (var another : present.subList(1, present.size())) {
            problems.atName(
                    spot.member(another.name()),
                    "is beside " + present.getFirst().name() + "; only one of them is allowed");
        }
        Object value = null;
        for (var variant : present) {
            value = variant(variant, spot);
        }
        return value;
    }

    /// Whether nothing in it may be one of the alternatives under a wrong name.
    private static boolean hasOnly(Spot spot, Collection<String> names) {
        return spot.value() instanceof Json.Obj object
                && object.size() == names.stream().filter(object::has).count();
    }

    private @Nullable Object variant(Variant variant, Spot spot) {
        Object value = read(variant.form(), spot.member(variant.name()));
        if (!variant.direct() || value == null || !component(variant).isInstance(value)) {
            return value;
        }
        Object made = Shape.construct(variant.type(), new Object[] {value});
        dialect.check(made, spot, problems);
        return made;
    }

    private static Class<?> component(Variant variant) {
        return variant.type().getRecordComponents()[0].getType();
    }
}
