package dev.wavetank.apiserver.decoding;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import java.util.ArrayList;
import java.util.List;

/// Reads a tree as Go's `encoding/json` would read it into the structs of the contract: names are
/// case-sensitive, `null` is absence, unknown fields are left out.
public final class TypeCheck {
    private final Schema schema;
    private final List<String> unknown = new ArrayList<>();

    private TypeCheck(Schema schema) {
        this.schema = schema;
    }

    /// {@return the tree as an object of this type}
    ///
    /// @throws Malformed naming the first field of the wrong type, in Go's words
    public static Typed read(Json.Obj tree, Type type, Schema schema) {
        var check = new TypeCheck(schema);
        return new Typed(check.object(tree, type, new Place("", "", "")), check.unknown);
    }

    /// Where a value stands.
    ///
    /// @param struct the Go struct that has the field
    /// @param fields the names of the fields that lead here, as Go's messages give them
    /// @param path the same with the items' numbers, as the messages on unknown fields give it
    private record Place(String struct, String fields, String path) {
        Place field(String type, String name) {
            return new Place(type, inside(fields, name), inside(path, name));
        }

        Place item(int number) {
            return new Place(struct, fields, path + "[" + number + "]");
        }

        Place entry(String name) {
            return new Place(struct, fields, inside(path, name));
        }

        private static String inside(String outer, String name) {
            return outer.isEmpty() ? name : outer + "." + name;
        }
    }

    private Json.Obj object(Json.Obj tree, Type type, Place place) {
        // Types without fields of their own hold what they are given, such as FieldsV1.
        if (type.fields().isEmpty()) {
            return tree;
        }
        var read = Json.Obj.builder();
        tree.forEach((name, value) -> {
            Field field = type.field(name);
            if (field == null) {
                unknown.add(Place.inside(place.path(), name));
            } else if (!value.equals(Json.NULL) || field.shape() == Shape.Scalar.ANY) {
                read.put(name, value(value, field.shape(), place.field(type.simpleName(), name)));
            }
        });
        return read.build();
    }

    private Json value(Json value, Shape shape, Place place) {
        return switch (shape) {
            case Shape.Scalar scalar -> Scalars.read(value, scalar, problem(place, shape));
            case Shape.Ref ref -> {
                Type type = schema.type(ref);
                if (!(value instanceof Json.Obj tree)) {
                    if (type.fields().isEmpty()) {
                        yield value;
                    }
                    throw problem(place, shape).wrong(value);
                }
                yield object(tree, type, place);
            }
            case Shape.Items(var each) -> {
                if (!(value instanceof Json.Arr array)) {
                    throw problem(place, shape).wrong(value);
                }
                var items = new ArrayList<Json>(array.items().size());
                for (int i = 0; i < array.items().size(); i++) {
                    items.add(item(array.items().get(i), each, place.item(i)));
                }
                yield new Json.Arr(items);
            }
            case Shape.Entries(var each) -> {
                if (!(value instanceof Json.Obj tree)) {
                    throw problem(place, shape).wrong(value);
                }
                var entries = Json.Obj.builder();
                tree.forEach(
                        (name, entry) -> entries.put(name, item(entry, each, place.entry(name))));
                yield entries.build();
            }
        };
    }

    /// A `null` among others is the zero value in Go.
    private Json item(Json value, Shape shape, Place place) {
        if (!value.equals(Json.NULL)) {
            return value(value, shape, place);
        }
        return switch (shape) {
            case Shape.Scalar scalar -> Scalars.zero(scalar);
            case Shape.Items _ -> Json.Arr.EMPTY;
            case Shape.Ref _, Shape.Entries _ -> Json.Obj.EMPTY;
        };
    }

    private static Mismatch problem(Place place, Shape shape) {
        return new Mismatch(place.struct(), place.fields(), shape.go());
    }

    /// Says what is wrong with a value.
    ///
    /// @param go the Go type that was wanted
    record Mismatch(String struct, String fields, String go) {
        Malformed wrong(Json found) {
            return wrong(
                    switch (found) {
                        case Json.Null _ -> "null";
                        case Json.Bool _ -> "bool";
                        case Json.Num _ -> "number";
                        case Json.Text _ -> "string";
                        case Json.Arr _ -> "array";
                        case Json.Obj _ -> "object";
                    });
        }

        Malformed wrong(String found) {
            return new Malformed(
                    "json: cannot unmarshal "
                            + found
                            + " into Go struct field "
                            + struct
                            + "."
                            + fields
                            + " of type "
                            + go);
        }
    }
}
