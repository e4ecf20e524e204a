package dev.wavetank.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The table from which a server reads protobuf: which field of a definition each number is. What a
/// field holds stands in the schema table; here it is only made sure that both agree.
///
/// An entry is a field's name, or one of
/// - `{"inline": {...}}`: a message whose fields are the outer one's own, as of a Go struct that is
///   embedded;
/// - `{"name": ..., "either": {number: shape}}`: one value of several shapes.
final class MessageTable {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String RAW = "raw";

    private final Contract contract;
    private final Messages messages = Messages.read();
    private final SortedSet<String> unnumbered = new TreeSet<>();

    MessageTable(Contract contract) {
        this.contract = contract;
    }

    /// The table, definitions sorted by name.
    Map<String, Object> json() {
        var types = Json.object();
        for (var definition : contract.definitions().values()) {
            if (!definition.fields().isEmpty()) {
                types.put(definition.name(), type(definition));
            }
        }
        if (!unnumbered.isEmpty()) {
            throw new IllegalStateException("no protobuf number for " + unnumbered);
        }
        var json = Json.object();
        json.put("types", types);
        return json;
    }

    private Map<String, Object> type(Definition definition) {
        var fields = new TreeMap<String, Definition.Field>();
        definition.fields().forEach(field -> fields.put(field.name(), field));
        if (!definition.kinds().isEmpty()) {
            // They travel in the envelope.
            fields.remove("apiVersion");
            fields.remove("kind");
        }
        var numbered = Json.object();
        contract.numbers(definition.name())
                .forEach((name, number) -> {
                    numbered.put(Integer.toString(number), name);
                    fields.remove(name);
                });
        messages.of(definition.name())
                .ifPresent(message -> numbered.putAll(fields(message, fields)));
        fields.keySet().forEach(field -> unnumbered.add(definition.name() + "." + field));
        return numbered;
    }

    /// @param left the fields still without a number; those of this message are taken out
    private Map<String, Object> fields(Descriptor message, Map<String, Definition.Field> left) {
        var numbered = Json.object();
        for (var field : message.getFields()) {
            var number = Integer.toString(field.getNumber());
            var found = named(field.getName(), left);
            if (found.isPresent()) {
                left.remove(found.get().name());
                numbered.put(number, entry(found.get(), field));
            } else if (field.getType() == FieldDescriptor.Type.MESSAGE && !field.isRepeated()) {
                var inline = fields(field.getMessageType(), left);
                if (!inline.isEmpty()) {
                    var entry = Json.object();
                    entry.put("inline", inline);
                    numbered.put(number, entry);
                }
            }
        }
        return numbered;
    }

    /// Names differ in case and in signs: `$ref` is `ref` in protobuf.
    private static Optional<Definition.Field> named(
            String name, Map<String, Definition.Field> fields) {
        var exact = Optional.ofNullable(fields.get(name));
        return exact.or(() ->
                fields.values().stream()
                        .filter(f -> f.name().replaceAll("\\W", "").equalsIgnoreCase(name))
                        .findFirst());
    }

    private Object entry(Definition.Field field, FieldDescriptor sent) {
        var element = element(sent);
        if (sent.isRepeated() && !repeats(field.shape(), sent)) {
            throw disagree(field, sent);
        }
        var shape = elementShape(field.shape());
        if (shape == Shape.Scalar.ANY && element.getType() == FieldDescriptor.Type.MESSAGE) {
            var message = element.getMessageType();
            if (message.getFields().stream().noneMatch(f -> f.getName().equalsIgnoreCase(RAW))) {
                var entry = Json.object();
                entry.put("name", field.name());
                entry.put("either", either(message));
                return entry;
            }
        } else if (!fits(shape, element)) {
            throw disagree(field, sent);
        }
        return field.name();
    }

    private static boolean repeats(Shape shape, FieldDescriptor sent) {
        return sent.isMapField() ? shape instanceof Shape.MapOf : shape instanceof Shape.ListOf;
    }

    private static IllegalStateException disagree(Definition.Field field, FieldDescriptor sent) {
        return new IllegalStateException(
                field.name() + " is " + field.shape() + ", and in protobuf " + sent.toProto());
    }

    /// The field that holds each value of a map; of anything else, the field itself.
    private static FieldDescriptor element(FieldDescriptor field) {
        return field.isMapField() ? field.getMessageType().findFieldByName("value") : field;
    }

    private static Shape elementShape(Shape shape) {
        return switch (shape) {
            case Shape.ListOf(var element) -> element;
            case Shape.MapOf(var value) -> value;
            case Shape.Scalar _, Shape.Ref _ -> shape;
        };
    }

    private boolean fits(Shape shape, FieldDescriptor field) {
        return switch (shape) {
            case Shape.Scalar scalar -> types(scalar).contains(type(field));
            case Shape.Ref(var model) ->
                    field.getType() == FieldDescriptor.Type.MESSAGE
                            && Messages.definition(field.getMessageType())
                                    .equals(contract.nameOf(model));
            // A map cannot hold lists, so a list in it is the first field of a message.
            case Shape.ListOf(var element) -> {
                if (field.getType() != FieldDescriptor.Type.MESSAGE) {
                    yield false;
                }
                var items = field.getMessageType().findFieldByNumber(1);
                yield items != null && items.isRepeated() && fits(element, items);
            }
            case Shape.MapOf _ -> false;
        };
    }

    private static String type(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.MESSAGE
                ? Messages.definition(field.getMessageType())
                : field.getType().name();
    }

    private static List<String> types(Shape.Scalar scalar) {
        return switch (scalar) {
            case ANY -> List.of("io.k8s.apimachinery.pkg.runtime.RawExtension", META + "FieldsV1");
            case BOOLEAN -> List.of("BOOL");
            case BYTE -> List.of("BYTES");
            case DATE_TIME -> List.of(META + "Time");
            case DOUBLE -> List.of("DOUBLE");
            case INT32 -> List.of("INT32");
            case INT64 -> List.of("INT64", "INT32");
            case INT_OR_STRING -> List.of("io.k8s.apimachinery.pkg.util.intstr.IntOrString");
            case MICRO_TIME -> List.of(META + "MicroTime");
            case QUANTITY -> List.of("io.k8s.apimachinery.pkg.api.resource.Quantity");
            case STRING -> List.of("STRING");
        };
    }

    private static Map<String, Object> either(Descriptor message) {
        var shapes = Json.object();
        for (var field : message.getFields()) {
            var shape = Json.object();
            switch (field.getType()) {
                case MESSAGE -> shape.put("ref", Messages.definition(field.getMessageType()));
                case STRING -> shape.put("scalar", Shape.Scalar.STRING.label());
                case BOOL -> shape.put("scalar", Shape.Scalar.BOOLEAN.label());
                default -> throw new IllegalStateException("a choice of " + field.toProto());
            }
            var list = Json.object();
            list.put("list", shape);
            shapes.put(Integer.toString(field.getNumber()), field.isRepeated() ? list : shape);
        }
        return shapes;
    }
}
