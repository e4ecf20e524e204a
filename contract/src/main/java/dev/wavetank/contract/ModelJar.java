package dev.wavetank.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.Signature;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/// Everything the published model jar tells about the API. Class files are parsed, never loaded:
/// the calls' paths and methods are constants in the code of private methods, which reflection
/// cannot see.
///
/// @param models by simple class name
/// @param operations sorted by path and method
record ModelJar(SortedMap<String, Model> models, List<Operation> operations) {
    static final String MODELS = "io/kubernetes/client/openapi/models/";
    private static final String APIS = "io/kubernetes/client/openapi/apis/";
    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /// Reads the jar that is on the class path.
    static ModelJar read() {
        var models = new TreeMap<String, Model>();
        var operations = new ArrayList<Operation>();
        try (var jar = new JarFile(location().getPath())) {
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName();
                if (!name.endsWith(".class")) {
                    continue;
                }
                if (name.startsWith(MODELS) && !name.contains("$")) {
                    var model = model(parse(jar, name));
                    models.put(model.name(), model);
                } else if (name.startsWith(APIS) && !name.contains("$")) {
                    for (var call : parse(jar, name).methods()) {
                        operation(jar, name, call).ifPresent(operations::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations.sort(
                Comparator.comparing(Operation::path)
                        .thenComparing(Operation::method)
                        .thenComparing(Operation::id));
        return new ModelJar(models, List.copyOf(operations));
    }

    /// The model of that simple class name, which must exist.
    Model model(String name) {
        var model = models.get(name);
        if (model == null) {
            throw new IllegalStateException("the jar has no model " + name);
        }
        return model;
    }

    private static URI location() {
        var resource = ModelJar.class.getClassLoader().getResource(MODELS + "V1Pod.class");
        if (resource == null) {
            throw new IllegalStateException(
                    "io.kubernetes:client-java-api is not on the class path");
        }
        var text = resource.getPath();
        try {
            return new URI(text.substring(0, text.indexOf("!/")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("unreadable class path entry " + text, e);
        }
    }

    private static ClassModel parse(JarFile jar, String name) throws IOException {
        try (var in = jar.getInputStream(jar.getJarEntry(name))) {
            return ClassFile.of().parse(in.readAllBytes());
        }
    }

    private static Model model(ClassModel type) {
        var getters = new TreeMap<String, Map<String, AnnotationValue>>();
        for (var method : type.methods()) {
            if (method.methodName().stringValue().startsWith("get")) {
                annotation(method, "ApiModelProperty")
                        .ifPresent(a -> fieldRead(method).ifPresent(f -> getters.put(f, a)));
            }
        }
        var fields = new ArrayList<Model.Field>();
        for (var field : type.fields()) {
            var java = field.fieldName().stringValue();
            var serialized = annotation(field, "SerializedName");
            if (serialized.isPresent()) {
                var about = getters.getOrDefault(java, Map.of());
                fields.add(
                        new Model.Field(
                                text(serialized.get(), "value"),
                                Shape.of(signature(field)),
                                text(about, "value").strip(),
                                about.get("required") instanceof AnnotationValue.OfBoolean b
                                        && b.booleanValue()));
            }
        }
        fields.sort(Comparator.comparing(Model.Field::name));
        var name = type.thisClass().asInternalName().substring(MODELS.length());
        var about = annotation(type, "ApiModel").orElse(Map.of());
        return new Model(name, text(about, "description").strip(), fields);
    }

    /// A call is a private method `<id>Call`; what it sends and gets stands in its request class.
    private static Optional<Operation> operation(JarFile jar, String api, MethodModel call)
            throws IOException {
        var method = call.methodName().stringValue();
        if (!method.endsWith("Call") || call.code().isEmpty()) {
            return Optional.empty();
        }
        var path = "";
        var verb = "";
        for (var element : call.code().get()) {
            if (element instanceof ConstantInstruction c && c.constantValue() instanceof String s) {
                if (path.isEmpty() && s.startsWith("/")) {
                    path = s;
                } else if (METHODS.contains(s)) {
                    verb = s;
                }
            }
        }
        if (path.isEmpty() || verb.isEmpty()) {
            return Optional.empty();
        }
        var id = method.substring(0, method.length() - "Call".length());
        var outer = api.substring(0, api.length() - ".class".length());
        var request = parse(jar, outer + "$API" + id + "Request.class");
        var query = new ArrayList<Operation.Parameter>();
        var body = Optional.<Shape>empty();
        for (var field : request.fields()) {
            var name = field.fieldName().stringValue();
            if (name.equals("body")) {
                body = Optional.of(Shape.of(signature(field)));
            } else if (!field.flags().has(AccessFlag.FINAL)) {
                var wire = name.startsWith("_") ? name.substring(1) : name;
                query.add(new Operation.Parameter(wire, Shape.of(signature(field))));
            }
        }
        return Optional.of(new Operation(path, verb, id, query, body, result(request)));
    }

    private static Shape result(ClassModel request) {
        for (var method : request.methods()) {
            if (method.methodName().equalsString("execute")) {
                var signature =
                        method.findAttribute(Attributes.signature())
                                .map(s -> s.asMethodSignature().result())
                                .orElseGet(
                                        () -> Signature.of(method.methodTypeSymbol().returnType()));
                return signature instanceof Signature.BaseTypeSig
                        ? Shape.Scalar.ANY
                        : Shape.of(signature);
            }
        }
        throw new IllegalStateException("no execute() in " + request.thisClass().asInternalName());
    }

    private static Signature signature(FieldModel field) {
        return field.findAttribute(Attributes.signature())
                .map(s -> s.asTypeSignature())
                .orElseGet(() -> Signature.of(field.fieldTypeSymbol()));
    }

    private static Optional<String> fieldRead(MethodModel getter) {
        for (var element : getter.code().orElseThrow()) {
            if (element instanceof FieldInstruction f && f.opcode() == Opcode.GETFIELD) {
                return Optional.of(f.name().stringValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, AnnotationValue>> annotation(
            AttributedElement element, String simpleName) {
        var found = element.findAttribute(Attributes.runtimeVisibleAnnotations());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        for (Annotation annotation : found.get().annotations()) {
            if (annotation.className().stringValue().endsWith("/" + simpleName + ";")) {
                var values = new TreeMap<String, AnnotationValue>();
                for (AnnotationElement value : annotation.elements()) {
                    values.put(value.name().stringValue(), value.value());
                }
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    private static String text(Map<String, AnnotationValue> values, String key) {
        return values.get(key) instanceof AnnotationValue.OfString s ? s.stringValue() : "";
    }
}
