package dev.wavetank.cli.api;

import dev.wavetank.cli.socket.Answer;
import dev.wavetank.cli.socket.UnixConnection;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/// One cluster's API for one command, over its Unix socket; one request at a time.
public final class ApiClient implements AutoCloseable {
    private static final String JSON = "application/json";

    /// What kubectl asks for, so that the server makes the columns.
    public static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private static final byte[] NONE = {};

    private final Path socket;
    private UnixConnection connection;
    private final String cluster;
    private final String log;

    ApiClient(Path socket, String cluster, String log) throws IOException {
        this.socket = socket;
        this.connection = UnixConnection.open(socket);
        this.cluster = cluster;
        this.log = log;
    }

    public Json.Obj get(String target) throws Refused {
        return get(target, JSON);
    }

    public Json.Obj get(String target, String accept) throws Refused {
        return send("GET", target, Map.of("accept", accept), NONE);
    }

    public Json.Obj post(String target, Json body) throws Refused {
        return send("POST", target, headers(JSON), JsonText.bytes(body));
    }

    /// Changes an object.
    ///
    /// @param type such as `application/merge-patch+json`
    public Json.Obj patch(String target, String type, Json body) throws Refused {
        return send("PATCH", target, headers(type), JsonText.bytes(body));
    }

    public Json.Obj delete(String target, Json options) throws Refused {
        return send("DELETE", target, headers(JSON), JsonText.bytes(options));
    }

    /// Reads a stream of JSON values, one in a line, until the server ends it.
    ///
    /// @param each says whether to go on
    public void watch(String target, String accept, Predicate<Json.Obj> each) throws Refused {
        try {
            Answer answer = exchange("GET", target, Map.of("accept", accept), NONE);
            if (answer.status() >= 300) {
                throw new Refused(answer.status(), object(answer.bytes()));
            }
            var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !each.test(object(line.getBytes(StandardCharsets.UTF_8)))) {
                    return;
                }
            }
        } catch (IOException gone) {
            throw lost(gone);
        }
    }

    /// {@return the answer's text, whatever it is}
    public String text(String target) throws Refused {
        try {
            Answer answer = exchange("GET", target, Map.of("accept", "*/*"), NONE);
            String text = answer.text();
            if (answer.status() != 200) {
                throw new Refused(answer.status(), Json.Obj.of("message", new Json.Text(text)));
            }
            return text;
        } catch (IOException gone) {
            throw lost(gone);
        }
    }

    private Json.Obj send(String method, String target, Map<String, String> headers, byte[] body)
            throws Refused {
        try {
            Answer answer = exchange(method, target, headers, body);
            byte[] bytes = answer.bytes();
            Json.Obj json = bytes.length == 0 ? Json.Obj.EMPTY : object(bytes);
            if (answer.status() >= 300) {
                throw new Refused(answer.status(), json);
            }
            return json;
        } catch (IOException gone) {
            throw lost(gone);
        }
    }

    /// A stream that was left before its end makes its connection useless.
    private Answer exchange(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        if (!connection.idle()) {
            connection.close();
            connection = UnixConnection.open(socket);
        }
        return connection.send(method, target, headers, body);
    }

    private static Json.Obj object(byte[] bytes) {
        try {
            if (JsonText.read(bytes) instanceof Json.Obj object) {
                return object;
            }
        } catch (Malformed text) {
            // Some refusals are plain text.
        }
        return Json.Obj.of(
                "message", new Json.Text(new String(bytes, StandardCharsets.UTF_8).strip()));
    }

    private Failure lost(IOException gone) {
        String reason =
                gone instanceof EOFException ? "it went away" : String.valueOf(gone.getMessage());
        return Failure.of(
                "lost the server of cluster " + cluster + ": " + reason,
                "start it again: wavetank up --name " + cluster + "; its log is " + log);
    }

    private static Map<String, String> headers(String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("accept", JSON);
        headers.put("content-type", type);
        return headers;
    }

    /// {@return a query such as `?limit=500&continue=x`; empty parameters are left out}
    ///
    /// @param parameters names and values in turns
    public static String query(String... parameters) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].isEmpty()) {
                query.add(
                        parameters[i]
                                + "="
                                + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException closedAnyway) {
            // The command is at its end.
        }
    }
}
