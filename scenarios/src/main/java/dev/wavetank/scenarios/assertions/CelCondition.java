package dev.wavetank.scenarios.assertions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Sight;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A compiled expression. One that cannot be evaluated, such as for want of a field, does not hold.
///
/// Most of the time nothing has changed of what it asked for; then it is not evaluated again, since
/// CEL copies each object whole as often as an expression steps into it.
final class CelCondition implements Condition {
    private final CelAbstractSyntaxTree ast;
    private final CelRuntime.Program program;
    private final SortedMap<String, Kind<?>> kinds;
    private final Values values;
    private final boolean timeless;
    private @Nullable Functions asked;
    private Finding found = Finding.HOLDS;

    /// @param timeless whether it says nothing of the time and of faults
    CelCondition(
            CelAbstractSyntaxTree ast,
            CelRuntime.Program program,
            SortedMap<String, Kind<?>> kinds,
            Values values,
            boolean timeless) {
        this.ast = ast;
        this.program = program;
        this.kinds = kinds;
        this.values = values;
        this.timeless = timeless;
    }

    @Override
    public Finding test(Sight sight) {
        if (asked == null || !asked.sameIn(sight)) {
            var functions = new Functions(sight, kinds, values);
            found = evaluate(sight, functions);
            asked = timeless ? functions : null;
        }
        return found;
    }

    private Finding evaluate(Sight sight, Functions functions) {
        try {
            Object result = program.eval(variables(sight), functions);
            return Boolean.TRUE.equals(result)
                    ? Finding.HOLDS
                    : new Finding(false, Grounds.of(ast, program, variables(sight), functions));
        } catch (CelEvaluationException impossible) {
            return new Finding(false, said(impossible));
        }
    }

    /// CEL's messages begin with where in the expression it happened, which the reader sees.
    private static String said(CelEvaluationException impossible) {
        String message = String.valueOf(impossible.getMessage());
        int at = message.indexOf(": ");
        return message.startsWith("evaluation error") && at > 0
                ? message.substring(at + 2)
                : message;
    }

    private static Map<String, Object> variables(Sight sight) {
        var variables = new TreeMap<String, Object>();
        variables.put("now", sight.now().wall());
        variables.put("start", sight.start().wall());
        variables.put("faults", sight.faults().stream().map(Values::of).toList());
        return variables;
    }
}
