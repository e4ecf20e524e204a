package dev.wavetank.cluster.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads and writes [Json] as text.
public final class JsonText {
    /// Deep enough for every real manifest and far from the end of any stack; Go's decoder, which
    /// upstream uses, gives up at 10,000.
    public static final int DEPTH_MAX = 500;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNumberLength(400)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private JsonText() {}

    /// {@return the one JSON value in these UTF-8 bytes}
    ///
    /// @throws Malformed with line and column when it is not that
    public static Json read(byte[] bytes) {
        try (var parser = FACTORY.createParser(bytes)) {
            return whole(parser);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    /// {@return the one JSON value in this text}
    ///
    /// @throws Malformed with line and column when it is not that
    public static Json read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the JSON values that follow each other in this text}
    static List<Json> readAll(String text) {
        try (var parser = FACTORY.createParser(text)) {
            var values = new ArrayList<Json>();
            while (parser.nextToken() != null) {
                values.add(value(parser));
            }
            return List.copyOf(values);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    /// {@return the paths of members that an object has again, such as `spec.ports[0].name`}
    ///
    /// [#read] keeps the last of them, as Go does; a strict server names them.
    ///
    /// @throws Malformed with line and column when the bytes are not JSON
    public static List<String> duplicates(byte[] bytes) {
        try (var parser = FACTORY.createParser(bytes)) {
            var found = new ArrayList<String>();
            var names = new ArrayDeque<Set<String>>();
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    names.push(new TreeSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    names.pop();
                } else if (token == JsonToken.FIELD_NAME
                        && !names.element().add(parser.currentName())) {
                    found.add(path(parser.getParsingContext()));
                }
            }
            return found;
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private static String path(JsonStreamContext context) {
        var parent = context.getParent();
        String outer = parent == null ? "" : path(parent);
        if (context.inObject()) {
            return outer.isEmpty()
                    ? context.getCurrentName()
                    : outer + "." + context.getCurrentName();
        }
        return context.inArray() ? outer + "[" + context.getCurrentIndex() + "]" : outer;
    }

    public static byte[] bytes(Json value) {
        return bytes(out -> write(value, out));
    }

    /// What writes one value.
    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = FACTORY.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static String write(Json value) {
        return write(value, false);
    }

    /// {@return the text over several lines, four spaces a level, as kubectl prints it}
    public static String pretty(Json value) {
        return write(value, true);
    }

    private static String write(Json value, boolean pretty) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            if (pretty) {
                out.setPrettyPrinter(KUBECTL_LAYOUT.createInstance());
            }
            write(value, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static final DefaultPrettyPrinter KUBECTL_LAYOUT = layout();

    private static DefaultPrettyPrinter layout() {
        var indenter = new DefaultIndenter("    ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    private static Json whole(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new Malformed("unexpected end of JSON input");
        }
        Json value = value(parser);
        if (parser.nextToken() != null) {
            throw new Malformed("something follows the JSON value at " + place(parser));
        }
        return value;
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = Json.Obj.builder();
                for (String name = parser.nextFieldName();
                        name != null;
                        name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object.build();
            }
            case START_ARRAY -> {
                var items = new ArrayList<Json>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items.isEmpty() ? Json.Arr.EMPTY : new Json.Arr(items);
            }
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> Json.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new Malformed("unexpected end of JSON input at " + place(parser));
        };
    }

    static void write(Json value, JsonGenerator out) throws IOException {
        switch (value) {
            case Json.Null _ -> out.writeNull();
            case Json.Bool bool -> out.writeBoolean(bool.value());
            case Json.Num number -> out.writeNumber(number.literal());
            case Json.Text text -> out.writeString(text.value());
            case Json.Arr array -> {
                out.writeStartArray();
                for (Json item : array.items()) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case Json.Obj object -> {
                out.writeStartObject();
                for (int i = 0; i < object.size(); i++) {
                    member(object, i, out);
                }
                out.writeEndObject();
            }
        }
    }

    static void member(Json.Obj object, int place, JsonGenerator out) throws IOException {
        out.writeFieldName(object.name(place));
        write(object.value(place), out);
    }

    private static Malformed malformed(IOException broken) {
        if (broken instanceof JsonProcessingException json) {
            var at = json.getLocation();
            return new Malformed(
                    json.getOriginalMessage()
                            + (at == null
                                    ? ""
                                    : " at line "
                                            + at.getLineNr()
                                            + ", column "
                                            + at.getColumnNr()));
        }
        return new Malformed(String.valueOf(broken.getMessage()));
    }

    private static String place(JsonParser parser) {
        var at = parser.currentTokenLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
