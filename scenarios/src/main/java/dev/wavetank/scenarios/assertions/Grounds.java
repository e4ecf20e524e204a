package dev.wavetank.scenarios.assertions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelRuntime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says why an expression does not hold: what each comparison that failed found.
final class Grounds {
    private static final List<String> COMPARISONS =
            List.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

    /// Chosen: what a line has room for.
    private static final int LENGTH_MAX = 120;

    private Grounds() {}

    /// {@return such as `object("Deployment", "shop", "web").status.readyReplicas is 2`}
    static String of(
            CelAbstractSyntaxTree ast,
            CelRuntime.Program program,
            Map<String, ?> variables,
            CelFunctionResolver functions)
            throws CelEvaluationException {
        var results = new LinkedHashMap<Long, Object>();
        var failed = new LinkedHashMap<Long, CelExpr>();
        program.trace(
                variables,
                functions,
                (expr, result) -> {
                    results.put(expr.id(), result);
                    if (Boolean.FALSE.equals(result)
                            && expr.getKind() == CelExpr.ExprKind.Kind.CALL
                            && COMPARISONS.contains(expr.call().function())) {
                        failed.put(expr.id(), expr);
                    }
                });
        var grounds = new LinkedHashMap<String, String>();
        for (var comparison : failed.values()) {
            for (var side : comparison.call().args()) {
                if (side.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                        && results.containsKey(side.id())) {
                    grounds.put(text(ast, side), shown(results.get(side.id())));
                }
            }
        }
        if (grounds.isEmpty()) {
            return "it is false";
        }
        var text = new StringBuilder();
        grounds.forEach((side, value) ->
                text.append(text.isEmpty() ? "" : "; ").append(side).append(" is ").append(value));
        return text.toString();
    }

    private static String text(CelAbstractSyntaxTree ast, CelExpr side) {
        return CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newParsedAst(side, ast.getSource()));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
    }
}
