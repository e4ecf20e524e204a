package dev.wavetank.node.shell;

import java.util.ArrayList;
import java.util.List;

/// A word as it was written, before its variables are replaced.
record Word(List<Part> parts) {
    /// A piece of it.
    sealed interface Part {
        /// Text that stays as it is.
        record Literal(String text) implements Part {}

        /// A variable, for which its value is put.
        ///
        /// @param otherwise what stands for a variable that is unset or empty: `${X:-this}`
        /// @param quoted whether its value stays one word
        record Variable(String name, String otherwise, boolean quoted) implements Part {}
    }

    Word {
        parts = List.copyOf(parts);
    }

    /// {@return the text, if it has no variables; else ""}
    String plain() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Literal(var text) ? text : "";
    }

    /// {@return what becomes of it: none, one or several words}
    List<String> expand(Situation situation) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean any = false;
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var text) -> {
                    word.append(text);
                    any = true;
                }
                case Part.Variable variable -> {
                    String value = value(variable, situation);
                    if (variable.quoted()) {
                        word.append(value);
                        any = true;
                    } else {
                        String[] pieces = value.strip().split("\\s+", -1);
                        for (int i = 0; i < pieces.length; i++) {
                            if (i > 0) {
                                words.add(word.toString());
                                word.setLength(0);
                            }
                            word.append(pieces[i]);
                            any |= !pieces[i].isEmpty();
                        }
                    }
                }
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }

    private static String value(Part.Variable variable, Situation situation) {
        String value =
                switch (variable.name()) {
                    case "?" -> Integer.toString(situation.lastCode);
                    case "$" -> "1";
                    case "#" -> "0";
                    default -> situation.variables().getOrDefault(variable.name(), "");
                };
        return value.isEmpty() ? variable.otherwise() : value;
    }
}
