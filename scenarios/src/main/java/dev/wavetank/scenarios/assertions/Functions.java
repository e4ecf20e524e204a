package dev.wavetank.scenarios.assertions;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelResolvedOverload;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.LabelSelectors;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.scenarios.sight.Sight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The functions that look at a cluster, bound to one sight of it.
@SuppressWarnings("Immutable") // They live for one evaluation, in which a sight does not change.
final class Functions implements CelFunctionResolver {
    private final Sight sight;
    private final SortedMap<String, Kind<?>> kinds;
    private final Values values;
    private final CelLateFunctionBindings bindings;
    private final List<Table<?>> tables = new ArrayList<>();
    private final List<Counted> counters = new ArrayList<>();

    /// What a counter said.
    private record Counted(String name, SortedMap<String, String> labels, double sum) {}

    Functions(Sight sight, SortedMap<String, Kind<?>> kinds, Values values) {
        this.sight = sight;
        this.kinds = kinds;
        this.values = values;
        bindings =
                CelLateFunctionBindings.from(
                        binding("objects", 1, this::objects),
                        binding("objects", 2, this::objects),
                        binding("objects", 3, this::objects),
                        binding("object", 2, this::object),
                        binding("object", 3, this::object),
                        binding("metric", 1, this::metric),
                        CelFunctionBinding.from(
                                overload("metric", 2),
                                List.of(String.class, Map.class),
                                this::metric));
    }

    /// {@return whether all that was asked has the same answers in this sight}
    boolean sameIn(Sight later) {
        return tables.stream()
                        .allMatch(table -> table.sameObjects(later.state().table(table.kind())))
                && counters.stream()
                        .allMatch(each ->
                                each.sum() == later.metrics().sum(each.name(), each.labels()));
    }

    private Table<?> table(Object kind) throws CelEvaluationException {
        var table = sight.state().table(kind(kind));
        if (tables.stream().noneMatch(each -> each.kind().equals(table.kind()))) {
            tables.add(table);
        }
        return table;
    }

    static String overload(String name, int parameters) {
        return name + "_" + parameters;
    }

    private static CelFunctionBinding binding(
            String name, int parameters, CelFunctionOverload function) {
        var types = new ArrayList<Class<?>>();
        for (int i = 0; i < parameters; i++) {
            types.add(String.class);
        }
        return CelFunctionBinding.from(overload(name, parameters), types, function);
    }

    @Override
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(
            String name, Collection<String> overloads, Object[] arguments)
            throws CelEvaluationException {
        return bindings.findOverloadMatchingArgs(name, overloads, arguments);
    }

    @Override
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(String name, Object[] arguments)
            throws CelEvaluationException {
        return bindings.findOverloadMatchingArgs(name, arguments);
    }

    private Object objects(Object[] arguments) throws CelEvaluationException {
        var table = table(arguments[0]);
        String namespace = arguments.length > 1 ? (String) arguments[1] : "";
        var labels = labels(arguments.length > 2 ? (String) arguments[2] : "");
        var found = new ArrayList<Object>();
        for (Resource each : namespace.isEmpty() ? table.all() : table.in(namespace)) {
            if (labels.selects(each.meta().labels())) {
                found.add(values.of(each));
            }
        }
        return found;
    }

    private static LabelSelector labels(String text) throws CelEvaluationException {
        try {
            return LabelSelectors.parse(text);
        } catch (Malformed wrong) {
            throw wrong("labels \"" + text + "\": " + wrong.getMessage());
        }
    }

    private Object object(Object[] arguments) throws CelEvaluationException {
        var kind = kind(arguments[0]);
        String namespace = arguments.length > 2 ? (String) arguments[1] : "";
        String name = (String) arguments[arguments.length - 1];
        Resource found = table(arguments[0]).get(namespace, name);
        if (found == null) {
            throw wrong(kind.ref(namespace, name) + " does not exist");
        }
        return values.of(found);
    }

    private Kind<?> kind(Object name) throws CelEvaluationException {
        var kind = kinds.get((String) name);
        if (kind == null) {
            throw wrong("there is no kind \"" + name + "\"");
        }
        return kind;
    }

    private Object metric(Object[] arguments) {
        var labels = new TreeMap<String, String>();
        if (arguments.length > 1) {
            ((Map<?, ?>) arguments[1])
                    .forEach((name, value) -> labels.put((String) name, (String) value));
        }
        String name = (String) arguments[0];
        double sum = sight.metrics().sum(name, labels);
        counters.add(new Counted(name, labels, sum));
        return sum;
    }

    private static CelEvaluationException wrong(String message) {
        return CelEvaluationExceptionBuilder.newBuilder(message)
                .setErrorCode(CelErrorCode.INVALID_ARGUMENT)
                .build();
    }
}
