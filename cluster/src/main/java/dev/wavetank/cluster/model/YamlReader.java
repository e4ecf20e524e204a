package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Builds the documents of one text from its parse events.
final class YamlReader {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    private static final String CONVERTING = "error converting YAML to JSON: ";
    private static final String TAGS = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Map<String, @Nullable Anchored> anchors = new TreeMap<>();

    /// The deepest level that anything stands on since the value of the innermost anchor began.
    private int deepest;

    private final AliasBudget budget = new AliasBudget();
    private final YamlTrail trail;
    private final List<String> duplicates = new ArrayList<>();

    /// What an anchor names, the nodes it stands for and the levels these take.
    private record Anchored(Json value, long nodes, int levels) {}

    YamlReader(String text) {
        this(text, false);
    }

    /// @param places whether [#places] will be asked for
    YamlReader(String text, boolean places) {
        trail = new YamlTrail(places);
        events = new Parse(SETTINGS).parseString(text.replace("\uFEFF", "")).iterator();
    }

    /// {@return where the values of the last document stand}
    Places places() {
        return trail.places();
    }

    /// {@return what Go's strict reader says of keys that a mapping has again, of all documents
    /// read}
    List<String> duplicates() {
        return duplicates;
    }

    /// {@return the next document, or null when there is none}
    @Nullable Json next() {
        try {
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    anchors.clear();
                    budget.start();
                    trail.start();
                    return value(events.next(), 0);
                }
            }
            return null;
        } catch (MarkedYamlEngineException broken) {
            var at = YamlTrail.place(broken.getProblemMark());
            throw new Malformed(
                    CONVERTING + "yaml: line " + at.line() + ": " + YamlProblem.inGo(broken), at);
        } catch (YamlEngineException broken) {
            throw malformed("yaml: " + YamlProblem.inGo(broken));
        } catch (Malformed meaningless) {
            throw new Malformed(String.valueOf(meaningless.getMessage()), trail.last());
        }
    }

    private Json value(Event event, int level) {
        trail.value(event);
        if (event instanceof AliasEvent alias) {
            return alias(alias, level);
        }
        budget.node();
        if (!(event instanceof NodeEvent node) || node.getAnchor().isEmpty()) {
            return content(event, level);
        }
        String anchor = node.getAnchor().get().getValue();
        anchors.put(anchor, null);
        int deepestBefore = deepest;
        long nodesBefore = budget.nodes();
        deepest = level;
        Json value = content(event, level);
        anchors.put(anchor, new Anchored(value, budget.nodes() - nodesBefore + 1, deepest - level));
        deepest = Math.max(deepest, deepestBefore);
        return value;
    }

    private Json alias(AliasEvent alias, int level) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw malformed(
                    anchors.containsKey(name)
                            ? "yaml: anchor '" + name + "' value contains itself"
                            : "yaml: unknown anchor '" + name + "' referenced");
        }
        enter(level + anchored.levels(), alias);
        if (!budget.allows(anchored.nodes())) {
            throw malformed("yaml: document contains excessive aliasing");
        }
        return anchored.value();
    }

    private Json content(Event event, int level) {
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(event, level + 1);
            case MappingStart -> mapping(event, level + 1);
            case Alias,
                    Comment,
                    DocumentStart,
                    DocumentEnd,
                    MappingEnd,
                    SequenceEnd,
                    StreamStart,
                    StreamEnd ->
                    throw new IllegalStateException("no node starts with " + event);
        };
    }

    private void enter(int level, Event event) {
        if (level > JsonText.DEPTH_MAX) {
            throw malformed(at(event) + "exceeded max depth of " + JsonText.DEPTH_MAX);
        }
        deepest = Math.max(deepest, level);
    }

    private Json sequence(Event start, int level) {
        enter(level, start);
        var items = new ArrayList<Json>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            String before = trail.intoItem(items.size());
            items.add(value(event, level));
            trail.back(before);
        }
        return items.isEmpty() ? Json.Arr.EMPTY : new Json.Arr(items);
    }

    private Json mapping(Event start, int level) {
        enter(level, start);
        var object = Json.Obj.builder();
        var names = new TreeSet<String>();
        for (Event key = events.next();
                key.getEventId() != Event.ID.MappingEnd;
                key = events.next()) {
            if (isMerge(key)) {
                budget.node();
                String before = trail.intoMember("<<", key);
                merge(object, value(events.next(), level), key);
                trail.back(before);
            } else {
                String name = key(key, level);
                if (!names.add(name)) {
                    duplicates.add(
                            line(key) + "key " + new Json.Text(name) + " already set in map");
                }
                String before = trail.intoMember(name, key);
                object.put(name, value(events.next(), level));
                trail.back(before);
            }
        }
        return object.build();
    }

    private static boolean isMerge(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getValue().equals("<<")
                && (isPlain(scalar) || scalar.getTag().orElse("").equals(TAGS + "merge"));
    }

    /// Merged members replace those above them and give way to those below, as with Go's parser and
    /// unlike YAML's own rule; of a list of mappings the first is the strongest.
    private static void merge(Json.Obj.Builder object, Json merged, Event key) {
        List<Json> mappings = merged instanceof Json.Arr array ? array.items() : List.of(merged);
        for (Json mapping : mappings.reversed()) {
            if (!(mapping instanceof Json.Obj members)) {
                throw malformed(
                        at(key) + "map merge requires map or sequence of maps as the value");
            }
            members.forEach(object::put);
        }
    }

    private String key(Event event, int level) {
        if (event instanceof ScalarEvent scalar && !isText(scalar)) {
            budget.node();
            return switch (YamlScalar.of(scalar.getValue())) {
                case YamlScalar.Nothing _ -> throw badKey(event, Json.NULL);
                case YamlScalar.Truth truth -> Boolean.toString(truth.value());
                case YamlScalar.Whole whole -> whole.value().toString();
                case YamlScalar.Real real -> YamlScalar.key(real.value());
                case YamlScalar.Moment _, YamlScalar.Text _ -> scalar.getValue();
            };
        }
        return switch (value(event, level)) {
            case Json.Text text -> text.value();
            case Json.Num number -> number.literal();
            case Json.Bool bool -> bool.toString();
            case Json other -> throw badKey(event, other);
        };
    }

    private static Malformed badKey(Event event, Json key) {
        return malformed(at(event) + "invalid map key: " + key);
    }

    private static Json scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        if (tag.equals(TAGS + "binary")) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replace("\n", ""));
                return new Json.Text(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                throw malformed("yaml: !!binary value contains invalid base64 data");
            }
        }
        if (isText(scalar)) {
            return new Json.Text(text);
        }
        YamlScalar value = YamlScalar.of(text);
        Json json =
                switch (value) {
                    case YamlScalar.Nothing _ -> Json.NULL;
                    case YamlScalar.Truth truth -> new Json.Bool(truth.value());
                    case YamlScalar.Whole whole -> number(whole);
                    case YamlScalar.Real real -> number(real.value());
                    case YamlScalar.Moment _, YamlScalar.Text _ -> new Json.Text(text);
                };
        if (!isPlain(scalar) && !YamlTag.fits(tag.substring(TAGS.length()), value)) {
            throw malformed(
                    "yaml: cannot decode "
                            + YamlTag.of(value)
                            + " `"
                            + text
                            + "` as a !!"
                            + tag.substring(TAGS.length()));
        }
        return json;
    }

    /// Beyond 63 bits kubectl knows floating point numbers only.
    private static Json number(YamlScalar.Whole whole) {
        return whole.value().bitLength() < 64
                ? new Json.Num(whole.value().toString())
                : number(whole.value().doubleValue());
    }

    private static Json number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String name = Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
            throw malformed("json: unsupported value: " + name);
        }
        return new Json.Num(YamlScalar.json(value));
    }

    private static boolean isPlain(ScalarEvent scalar) {
        return scalar.getTag().isEmpty() && scalar.isPlain();
    }

    /// Quoted, or with a tag that is not one of YAML's own for scalars.
    private static boolean isText(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse("");
        return tag.isEmpty()
                ? !scalar.isPlain()
                : !(tag.startsWith(TAGS) && YamlTag.isKnown(tag.substring(TAGS.length())));
    }

    private static String at(Event event) {
        return "yaml: " + line(event);
    }

    private static String line(Event event) {
        return "line " + event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1) + ": ";
    }

    private static Malformed malformed(String problem) {
        return new Malformed(CONVERTING + problem);
    }
}
