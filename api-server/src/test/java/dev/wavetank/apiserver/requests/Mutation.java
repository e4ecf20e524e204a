package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Spoils requests: a little, so that they get far into the server.
record Mutation(RandomGenerator chance) {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "-",
                    "..",
                    "%00",
                    "\u0000",
                    "ä🌊",
                    "a/b",
                    "a=b,c",
                    "in (",
                    "true",
                    "null",
                    "-1",
                    "0",
                    "1e999",
                    "99999999999999999999999",
                    "default",
                    "x".repeat(300),
                    "x".repeat(5000),
                    "{{",
                    "'",
                    "\\",
                    "\r\nx: y",
                    "2026-01-31T09:00:00Z",
                    "1Ei",
                    "100m",
                    "~1~0",
                    "All",
                    "Exact",
                    "Orphan");
    private static final List<String> PARAMETERS =
            List.of(
                    "limit",
                    "continue",
                    "resourceVersion",
                    "resourceVersionMatch",
                    "watch",
                    "dryRun",
                    "labelSelector",
                    "fieldSelector",
                    "fieldManager",
                    "fieldValidation",
                    "force",
                    "timeoutSeconds",
                    "sendInitialEvents",
                    "allowWatchBookmarks",
                    "includeObject",
                    "gracePeriodSeconds",
                    "propagationPolicy",
                    "orphanDependents",
                    "pretty",
                    "sinceTime",
                    "container");
    private static final List<String> TYPES =
            List.of(
                    "",
                    "application/json",
                    "application/yaml",
                    "application/vnd.kubernetes.protobuf",
                    "application/merge-patch+json",
                    "application/json-patch+json",
                    "application/strategic-merge-patch+json",
                    "application/apply-patch+yaml",
                    "text/html",
                    "*/*",
                    "application/json;as=Table;v=v1;g=meta.k8s.io",
                    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
                    "application/json;as=APIGroupDiscoveryList;v=v2;g=apidiscovery.k8s.io",
                    ";;,=",
                    "application/json;q=x;=;as=");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "1", "2147483648", "9223372036854775808", "1e400", "0.5", "-0");
    private static final int DEPTH_MAX = 300;

    <T> T one(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    Request of(FuzzCorpus.Sample sample, User user) {
        String[] parts = sample.target().split("\\?", 2);
        String method = sample.method();
        String path = parts[0];
        var query = query(parts.length > 1 ? parts[1] : "");
        var headers = new TreeMap<String, String>();
        headers.put("accept", sample.accept());
        headers.put("content-type", sample.type());
        byte[] body = sample.body();
        for (int i = chance.nextInt(3); i >= 0; i--) {
            switch (chance.nextInt(12)) {
                case 0 -> path = path(path);
                case 1 -> query.put(one(PARAMETERS), List.of(one(TEXTS)));
                case 2 -> query.replaceAll((_, values) -> List.of(text(values.getFirst())));
                case 3 -> headers.put(one(List.of("accept", "content-type")), one(TYPES));
                case 4 -> method = one(METHODS);
                case 5 -> body = bytes(body);
                case 6 -> headers.put("content-type", one(TYPES));
                default -> body = structure(body, headers);
            }
        }
        return new Request(method, path, query, headers, user, body);
    }

    private static TreeMap<String, List<String>> query(String text) {
        var query = new TreeMap<String, List<String>>();
        for (String each : text.split("&", -1)) {
            String[] pair = each.split("=", 2);
            if (!pair[0].isEmpty()) {
                query.put(pair[0], List.of(pair.length > 1 ? pair[1] : ""));
            }
        }
        return query;
    }

    private String path(String path) {
        var steps = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        int at = chance.nextInt(steps.size());
        switch (chance.nextInt(5)) {
            case 0 -> steps.set(at, one(TEXTS));
            case 1 -> steps.remove(at);
            case 2 -> steps.add(at, steps.get(at));
            case 3 -> steps.add(one(List.of("status", "scale", "log", "finalize", "x", "")));
            default -> steps.set(at, text(steps.get(at)));
        }
        return "/" + String.join("/", steps);
    }

    private String text(String text) {
        if (text.isEmpty() || chance.nextInt(4) == 0) {
            return one(TEXTS);
        }
        int at = chance.nextInt(text.length());
        return switch (chance.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + (char) (chance.nextInt(95) + 32) + text.substring(at);
            default -> text.substring(0, at) + one(TEXTS) + text.substring(at);
        };
    }

    byte[] bytes(byte[] body) {
        if (body.length == 0) {
            return one(TEXTS).getBytes(StandardCharsets.UTF_8);
        }
        byte[] changed = body.clone();
        int at = chance.nextInt(body.length);
        switch (chance.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << chance.nextInt(8));
            case 1 -> changed = Arrays.copyOf(body, at);
            case 2 -> changed[at] = (byte) chance.nextInt(256);
            default -> {
                int length = chance.nextInt(Math.min(40, body.length - at)) + 1;
                changed = new byte[body.length + length];
                System.arraycopy(body, 0, changed, 0, at + length);
                System.arraycopy(body, at, changed, at + length, body.length - at);
            }
        }
        return changed;
    }

    private byte[] structure(byte[] body, TreeMap<String, String> headers) {
        Json json;
        try {
            json = JsonText.read(body);
        } catch (Malformed other) {
            return bytes(body);
        }
        Json spoilt = json(json, 0);
        if (headers.getOrDefault("content-type", "").equals("application/json")
                && chance.nextInt(4) == 0) {
            headers.put("content-type", "application/yaml");
            return Yaml.write(spoilt).getBytes(StandardCharsets.UTF_8);
        }
        return JsonText.bytes(spoilt);
    }

    /// Goes down to one place and puts something else there.
    private Json json(Json json, int depth) {
        if (chance.nextInt(6) == 0 && depth > 0) {
            return any();
        }
        return switch (json) {
            case Json.Obj object when !object.isEmpty() -> {
                String name = object.name(chance.nextInt(object.size()));
                Json value = object.value(nameAt(object, name));
                yield switch (chance.nextInt(8)) {
                    case 0 -> object.without(name);
                    case 1 -> object.with(text(name), value);
                    default -> object.with(name, json(value, depth + 1));
                };
            }
            case Json.Arr(var items) when !items.isEmpty() -> {
                var changed = new ArrayList<>(items);
                int at = chance.nextInt(items.size());
                switch (chance.nextInt(5)) {
                    case 0 -> changed.remove(at);
                    case 1 -> changed.add(items.get(at));
                    default -> changed.set(at, json(items.get(at), depth + 1));
                }
                yield new Json.Arr(changed);
            }
            case Json.Text(var value) -> new Json.Text(text(value));
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> any();
        };
    }

    private static int nameAt(Json.Obj object, String name) {
        int at = 0;
        while (!object.name(at).equals(name)) {
            at++;
        }
        return at;
    }

    private Json any() {
        return switch (chance.nextInt(8)) {
            case 0 -> Json.NULL;
            case 1 -> new Json.Bool(chance.nextBoolean());
            case 2 -> new Json.Num(one(NUMBERS));
            case 3 -> Json.Obj.EMPTY;
            case 4 -> Json.Arr.EMPTY;
            case 5 -> new Json.Arr(List.of(new Json.Text(one(TEXTS))));
            case 6 -> deep();
            default -> new Json.Text(one(TEXTS));
        };
    }

    private Json deep() {
        Json json = Json.NULL;
        for (int i = chance.nextInt(DEPTH_MAX); i > 0; i--) {
            json = chance.nextBoolean() ? new Json.Arr(List.of(json)) : Json.Obj.of("a", json);
        }
        return json;
    }
}
