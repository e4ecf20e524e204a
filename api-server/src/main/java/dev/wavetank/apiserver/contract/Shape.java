package dev.wavetank.apiserver.contract;

/// What a field may hold.
public sealed interface Shape {
    /// A value without parts, or one that is not looked into.
    enum Scalar implements Shape {
        ANY("any", "interface {}"),
        BOOLEAN("boolean", "bool"),
        BYTE("byte", "[]uint8"),
        DATE_TIME("dateTime", "v1.Time"),
        DOUBLE("double", "float64"),
        INT32("int32", "int32"),
        INT64("int64", "int64"),
        INT_OR_STRING("intOrString", "intstr.IntOrString"),
        MICRO_TIME("microTime", "v1.MicroTime"),
        QUANTITY("quantity", "resource.Quantity"),
        STRING("string", "string");

        private final String label;
        private final String go;

        Scalar(String label, String go) {
            this.label = label;
            this.go = go;
        }

        static Scalar labelled(String label) {
            for (var each : values()) {
                if (each.label.equals(label)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("the contract has no scalar " + label);
        }

        @Override
        public String go() {
            return go;
        }
    }

    /// An object of the type with this name.
    record Ref(String type) implements Shape {
        @Override
        public String go() {
            String[] parts = type.split("\\.", -1);
            return parts[parts.length - 2] + "." + parts[parts.length - 1];
        }
    }

    /// An array.
    record Items(Shape each) implements Shape {
        @Override
        public String go() {
            return "[]" + each.go();
        }
    }

    /// An object with names of the user's choice.
    record Entries(Shape each) implements Shape {
        @Override
        public String go() {
            return "map[string]" + each.go();
        }
    }

    /// {@return what Go calls this type, which upstream's messages show}
    String go();
}
