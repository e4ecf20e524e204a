package dev.wavetank.cluster.model;

/// The tags of YAML that Go's parser resolves: of all others the scalar stays text.
final class YamlTag {
    private YamlTag() {}

    static boolean isKnown(String tag) {
        return switch (tag) {
            case "bool", "int", "float", "null", "timestamp" -> true;
            default -> false;
        };
    }

    /// {@return whether a scalar that reads as this value may carry this tag}
    static boolean fits(String tag, YamlScalar value) {
        return of(value).equals("!!" + tag)
                || (value instanceof YamlScalar.Whole && tag.equals("float"));
    }

    /// {@return the tag of this value as YAML writes it in short}
    static String of(YamlScalar value) {
        return switch (value) {
            case YamlScalar.Nothing _ -> "!!null";
            case YamlScalar.Truth _ -> "!!bool";
            case YamlScalar.Whole _ -> "!!int";
            case YamlScalar.Real _ -> "!!float";
            case YamlScalar.Moment _ -> "!!timestamp";
            case YamlScalar.Text _ -> "!!str";
        };
    }
}
