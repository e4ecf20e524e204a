package dev.wavetank.scenarios.assertions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes conditions of CEL expressions. In them are known
///
/// - `objects(kind)`, `objects(kind, namespace)`, `objects(kind, namespace, labels)`: the objects
///   of a kind, as in the API's JSON; labels as for `kubectl get -l`; "" is any namespace
/// - `object(kind, namespace, name)`, `object(kind, name)`: one of them; it is an error, and so
///   does not hold, when there is none
/// - `metric(name)`, `metric(name, labels)`: the sum of the counters of this name with these labels
/// - `now`, `start`: the cluster's time, and when the method began
/// - `faults`: the faults that are active
///
/// and CEL's own functions and macros, optional fields (`status.?readyReplicas.orValue(0)`), and
/// the extensions for strings, lists and mathematics.
public final class Expressions {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final List<String> MOMENTARY = List.of("now", "start", "faults");
    private static final CelType LABELS = MapType.create(SimpleType.STRING, SimpleType.STRING);

    private final TreeMap<String, Kind<?>> kinds = new TreeMap<>();
    private final TreeMap<String, Compiled> compiled = new TreeMap<>();
    private final CelCompiler compiler;
    private final CelRuntime runtime;

    private record Compiled(CelAbstractSyntaxTree ast, CelRuntime.Program program) {}

    /// What is wrong with an expression.
    ///
    /// @param offset where in the expression, in characters from its beginning
    public record Mistake(int offset, String message) {}

    /// @param kinds every kind that the cluster serves
    public Expressions(List<Kind<?>> kinds) {
        for (var kind : kinds) {
            this.kinds.putIfAbsent(kind.name(), kind);
            this.kinds.putIfAbsent(kind.plural(), kind);
        }
        compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addLibraries(
                                CelOptionalLibrary.INSTANCE,
                                CelExtensions.strings(),
                                CelExtensions.lists(),
                                CelExtensions.math())
                        .addVar("now", SimpleType.TIMESTAMP)
                        .addVar("start", SimpleType.TIMESTAMP)
                        .addVar("faults", ListType.create(OBJECT))
                        .addFunctionDeclarations(
                                function(
                                        "objects",
                                        ListType.create(OBJECT),
                                        List.of(TEXT),
                                        List.of(TEXT, TEXT),
                                        List.of(TEXT, TEXT, TEXT)),
                                function(
                                        "object",
                                        OBJECT,
                                        List.of(TEXT, TEXT),
                                        List.of(TEXT, TEXT, TEXT)),
                                function(
                                        "metric",
                                        SimpleType.DOUBLE,
                                        List.of(TEXT),
                                        List.of(TEXT, LABELS)))
                        .setResultType(SimpleType.BOOL)
                        .build();
        runtime =
                CelRuntimeFactory.plannerRuntimeBuilder()
                        .addLibraries(
                                CelOptionalLibrary.INSTANCE,
                                CelExtensions.strings(),
                                CelExtensions.lists(),
                                CelExtensions.math())
                        .addLateBoundFunctions("objects", "object", "metric")
                        .build();
    }

    @SafeVarargs
    private static CelFunctionDecl function(
            String name, CelType result, List<CelType>... parameters) {
        var overloads = new ArrayList<CelOverloadDecl>();
        for (var each : parameters) {
            overloads.add(
                    CelOverloadDecl.newGlobalOverload(
                            Functions.overload(name, each.size()), result, each));
        }
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    /// {@return what is wrong with it; empty when nothing is}
    public List<Mistake> check(String expression) {
        try {
            return unknownNames(compiler.compile(expression).getAst());
        } catch (CelValidationException wrong) {
            return wrong.getErrors().stream()
                    .map(issue ->
                            new Mistake(
                                    offset(
                                            expression,
                                            issue.getSourceLocation().getLine(),
                                            issue.getSourceLocation().getColumn()),
                                    issue.getMessage()))
                    .toList();
        }
    }

    private static int offset(String expression, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = expression.indexOf('\n', start) + 1;
        }
        return Math.clamp(start + Math.max(0, column), 0, expression.length());
    }

    private List<Mistake> unknownNames(CelAbstractSyntaxTree ast) {
        var mistakes = new ArrayList<Mistake>();
        CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
                .forEach(call -> unknownName(ast, call, mistakes));
        return mistakes;
    }

    private void unknownName(CelAbstractSyntaxTree ast, CelExpr call, List<Mistake> mistakes) {
        var arguments = call.call().args();
        if (arguments.isEmpty()
                || arguments.getFirst().getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || arguments.getFirst().constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        String name = arguments.getFirst().constant().stringValue();
        int offset = ast.getSource().getPositionsMap().getOrDefault(arguments.getFirst().id(), 0);
        switch (call.call().function()) {
            case "objects", "object" -> {
                if (!kinds.containsKey(name)) {
                    mistakes.add(
                            new Mistake(
                                    offset,
                                    "there is no kind \""
                                            + name
                                            + "\"; write Pod or pods, Deployment or deployments"));
                }
            }
            case "metric" -> {
                if (!Metrics.NAMES.contains(name)) {
                    mistakes.add(
                            new Mistake(
                                    offset,
                                    "there is no metric \""
                                            + name
                                            + "\"; there are "
                                            + Metrics.NAMES));
                }
            }
            default -> {}
        }
    }

    /// {@return what makes the conditions of one run}
    ///
    /// It throws IllegalArgumentException for an expression that is wrong; [#check] says how.
    public Function<String, Condition> forOneRun() {
        var values = new Values();
        var conditions = new TreeMap<String, Condition>();
        return expression ->
                conditions.computeIfAbsent(
                        expression,
                        _ -> {
                            var compiled = compiled(expression);
                            return new CelCondition(
                                    compiled.ast(),
                                    compiled.program(),
                                    kinds,
                                    values,
                                    timeless(compiled.ast()));
                        });
    }

    private static boolean timeless(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .noneMatch(expr -> MOMENTARY.contains(expr.ident().name()));
    }

    /// Runs on several threads share what is compiled.
    private synchronized Compiled compiled(String expression) {
        return compiled.computeIfAbsent(expression, this::compile);
    }

    private Compiled compile(String expression) {
        try {
            var ast = compiler.compile(expression).getAst();
            return new Compiled(ast, runtime.createProgram(ast));
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new IllegalArgumentException(expression + ": " + wrong.getMessage(), wrong);
        }
    }
}
