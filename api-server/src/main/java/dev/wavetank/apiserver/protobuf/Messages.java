package dev.wavetank.apiserver.protobuf;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The messages of all types of the contract.
final class Messages {
    private static final Message EMPTY = new Message(Collections.emptySortedMap());

    private final SortedMap<String, Message> byType = new TreeMap<>();

    /// Read when the first protobuf body comes, and once by each process.
    private static final class OfThisBuild {
        static final Messages MESSAGES = new Messages(Contract.load().protobuf());
    }

    private Messages(Json.Obj table) {
        table.object("types")
                .forEach((type, message) -> byType.put(type, Message.of((Json.Obj) message)));
    }

    static Messages load() {
        return OfThisBuild.MESSAGES;
    }

    /// {@return the message that carries objects of this type}
    Message of(Type type) {
        // Types without fields have no entry.
        return byType.getOrDefault(type.name(), EMPTY);
    }
}
