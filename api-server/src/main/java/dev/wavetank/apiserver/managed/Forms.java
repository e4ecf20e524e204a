package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;

/// Tells from the contract how each value merges.
record Forms(Schema schema) {
    /// {@return how an object of a type merges of which nothing else is known}
    Form of(Type type) {
        // A type without fields of its own holds what it is given, such as FieldsV1.
        return type.atomic() || type.fields().isEmpty() ? Form.WHOLE : new Struct(type);
    }

    /// {@return how a field of an object merges}
    Form field(Struct form, String name) {
        Field field = form.type().field(name);
        return field == null ? Form.WHOLE : of(field);
    }

    private Form of(Field field) {
        return switch (field.shape()) {
            case Shape.Items(var each) -> list(field, each);
            case Shape.Ref ref when field.mapType().equals("granular") ->
                    new Struct(schema.type(ref));
            case Shape.Ref _, Shape.Entries _, Shape.Scalar _ ->
                    field.mapType().equals("atomic") ? Form.WHOLE : of(field.shape());
        };
    }

    private Form list(Field field, Shape each) {
        if (field.listType().equals("map") && each instanceof Shape.Ref ref) {
            return new Keyed(field.listKeys(), schema.type(ref), of(ref));
        }
        return field.listType().equals("set") ? new Values() : Form.WHOLE;
    }

    private Form of(Shape shape) {
        return switch (shape) {
            case Shape.Scalar _, Shape.Items _ -> Form.WHOLE;
            case Shape.Ref ref -> of(schema.type(ref));
            case Shape.Entries(var each) -> new Entries(of(each));
        };
    }

    /// {@return how the value merges to which a step leads from a value of this form}
    Form after(Form form, String step) {
        return switch (form) {
            case Struct struct -> field(struct, Steps.name(step));
            case Entries(var each) -> each;
            case Keyed keyed -> keyed.each();
            case Whole _, Values _ -> Form.WHOLE;
        };
    }
}
