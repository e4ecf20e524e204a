package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Tells the client what arrived, and does what the path asks for.
final class EchoHandler implements Handler {
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    final List<Flood> streams = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable Response upgrade;
    final List<Consumer<Response>> held = Collections.synchronizedList(new ArrayList<>());

    /// A stream without end that notes what it is told.
    static final class Flood implements Response.Source {
        final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final byte[] piece;
        private final int pieces;
        private int written;
        Response.@Nullable Sink sink;

        Flood(int size, int pieces) {
            this.piece = new byte[size];
            Arrays.fill(piece, (byte) 'x');
            this.pieces = pieces;
        }

        int written() {
            return written;
        }

        @Override
        public void start(Response.Sink to) {
            told.add("start");
            sink = to;
            write();
        }

        private void write() {
            var to = Objects.requireNonNull(sink);
            while (written < pieces && to.ready()) {
                to.write(piece);
                written++;
            }
        }

        @Override
        public void drained() {
            if (!told.contains("drained")) {
                told.add("drained");
            }
            write();
        }

        @Override
        public void closed() {
            told.add("closed");
        }
    }

    @Override
    public void handle(Request request, Consumer<Response> answer) {
        requests.add(request);
        switch (request.path()) {
            case "/quiet" -> answer.accept(stream(new Flood(3, 1)));
            case "/flood" -> answer.accept(stream(new Flood(64 << 10, 1_000)));
            case "/upgrade" -> answer.accept(Objects.requireNonNull(upgrade));
            case "/held" -> held.add(answer);
            case "/bug" -> throw new IllegalStateException("a bug");
            default -> answer.accept(text(200, request.user().name() + " " + request.path()));
        }
    }

    private Response stream(Flood flood) {
        streams.add(flood);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        return new Response(200, headers, new Response.Body.Streamed(flood));
    }

    static Response text(int status, String text) {
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "text/plain");
        return new Response(
                status, headers, new Response.Body.Whole(text.getBytes(StandardCharsets.UTF_8)));
    }
}
