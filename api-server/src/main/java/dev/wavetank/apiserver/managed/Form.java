package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;

import java.util.List;

/// How a value merges, which is also how finely it can be owned.
sealed interface Form {
    Form WHOLE = new Whole();

    /// Replaced as a whole: a scalar, an atomic list or object, or what nobody knows the inside of.
    record Whole() implements Form {}

    /// An object of named fields, each owned by itself.
    record Struct(Type type) implements Form {}

    /// An object with names of the user's choice, each owned by itself.
    record Entries(Form each) implements Form {}

    /// A list whose items are told apart by some of their fields.
    ///
    /// @param type of the items
    record Keyed(List<String> keys, Type type, Form each) implements Form {}

    /// A list that is a set of scalars.
    record Values() implements Form {}
}
