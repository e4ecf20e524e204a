package dev.wavetank.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON trees made of sorted maps, lists, strings, numbers and booleans. Sorted keys make the same
/// tree the same bytes on every run, which the documents' hashes need.
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// An empty object, to be filled by the caller.
    static Map<String, Object> object() {
        return new TreeMap<>();
    }

    /// Reads one JSON value; a null in it is an error, since facts have none.
    static Object read(InputStream in) {
        try (var parser = FACTORY.createParser(in)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The UTF-8 bytes of a tree, without white space.
    static byte[] bytes(Object tree) {
        var out = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(out)) {
            write(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// The object that a tree must be.
    @SuppressWarnings("unchecked")
    static Map<String, Object> asObject(@Nullable Object tree) {
        if (!(tree instanceof Map)) {
            throw new IllegalArgumentException("not an object: " + tree);
        }
        return (Map<String, Object>) tree;
    }

    /// The array that a tree must be.
    @SuppressWarnings("unchecked")
    static List<Object> asArray(@Nullable Object tree) {
        if (!(tree instanceof List)) {
            throw new IllegalArgumentException("not an array: " + tree);
        }
        return (List<Object>) tree;
    }

    /// The array of strings that a tree must be.
    static List<String> asStrings(@Nullable Object tree) {
        return asArray(tree).stream().map(String.class::cast).toList();
    }

    private static Object value(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var object = object();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                if (object.put(name, value(parser)) != null) {
                    throw new IOException("key " + name + " twice at " + parser.currentLocation());
                }
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            var array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        throw new IOException("unexpected " + token + " at " + parser.currentLocation());
    }

    private static void write(JsonGenerator to, Object tree) throws IOException {
        switch (tree) {
            case Map<?, ?> object -> {
                to.writeStartObject();
                for (var entry : object.entrySet()) {
                    to.writeFieldName((String) entry.getKey());
                    write(to, entry.getValue());
                }
                to.writeEndObject();
            }
            case Iterable<?> array -> {
                to.writeStartArray();
                for (var element : array) {
                    write(to, element);
                }
                to.writeEndArray();
            }
            case String text -> to.writeString(text);
            case Boolean flag -> to.writeBoolean(flag);
            case Long number -> to.writeNumber(number);
            case Integer number -> to.writeNumber(number);
            default -> throw new IllegalArgumentException("not JSON: " + tree.getClass());
        }
    }
}
