package dev.wavetank.contract;

import java.lang.classfile.Signature;

/// What a field may hold, as its Java type in the model jar tells.
sealed interface Shape {
    /// A value without parts, or one that is not looked into.
    enum Scalar implements Shape {
        ANY("any"),
        BOOLEAN("boolean"),
        BYTE("byte"),
        DATE_TIME("dateTime"),
        DOUBLE("double"),
        INT32("int32"),
        INT64("int64"),
        INT_OR_STRING("intOrString"),
        MICRO_TIME("microTime"),
        QUANTITY("quantity"),
        STRING("string");

        private final String label;

        Scalar(String label) {
            this.label = label;
        }

        /// The name of this scalar in the schema table.
        String label() {
            return label;
        }
    }

    /// Another model, by its simple class name.
    record Ref(String model) implements Shape {}

    /// A JSON array.
    record ListOf(Shape element) implements Shape {}

    /// A JSON object with free keys.
    record MapOf(Shape value) implements Shape {}

    /// The shape of a Java type; fails on a type that no release of the jar has had so far.
    static Shape of(Signature type) {
        return switch (type) {
            case Signature.ArrayTypeSig _ -> Scalar.BYTE;
            case Signature.ClassTypeSig named -> ofClass(named);
            case Signature.BaseTypeSig _, Signature.TypeVarSig _ -> throw unknown(type);
        };
    }

    private static Shape ofClass(Signature.ClassTypeSig type) {
        var name = type.className();
        if (name.startsWith(ModelJar.MODELS)) {
            return new Ref(name.substring(ModelJar.MODELS.length()));
        }
        return switch (name) {
            case "java/lang/String" -> Scalar.STRING;
            case "java/lang/Integer" -> Scalar.INT32;
            case "java/lang/Long" -> Scalar.INT64;
            case "java/lang/Double" -> Scalar.DOUBLE;
            case "java/lang/Boolean" -> Scalar.BOOLEAN;
            case "java/lang/Object", "io/kubernetes/client/custom/V1Patch" -> Scalar.ANY;
            case "java/time/OffsetDateTime" -> Scalar.DATE_TIME;
            case "io/kubernetes/client/custom/Quantity" -> Scalar.QUANTITY;
            case "io/kubernetes/client/custom/IntOrString" -> Scalar.INT_OR_STRING;
            case "java/util/List", "java/util/Set" -> new ListOf(argument(type, 0));
            case "java/util/Map" -> new MapOf(argument(type, 1));
            default -> throw unknown(type);
        };
    }

    private static Shape argument(Signature.ClassTypeSig type, int index) {
        return type.typeArgs().get(index) instanceof Signature.TypeArg.Bounded bounded
                ? of(bounded.boundType())
                : Scalar.ANY;
    }

    private static IllegalStateException unknown(Signature type) {
        return new IllegalStateException("a model has a field of unknown type " + type);
    }
}
