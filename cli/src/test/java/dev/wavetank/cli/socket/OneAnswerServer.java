package dev.wavetank.cli.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Accepts one connection on a Unix socket and answers each request that has no body with the next
/// text, byte for byte; then closes.
final class OneAnswerServer implements AutoCloseable {
    private final ServerSocketChannel listening;
    private final Thread thread;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    OneAnswerServer(Path socket, String... answers) throws IOException {
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        thread = Thread.ofPlatform().start(() -> serve(answers));
    }

    List<String> requests() {
        return requests;
    }

    private void serve(String... answers) {
        try (SocketChannel connection = listening.accept()) {
            for (String answer : answers) {
                requests.add(request(connection));
                // In small pieces, as a network may deliver them.
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                for (int at = 0; at < bytes.length; at += 7) {
                    var piece = ByteBuffer.wrap(bytes, at, Math.min(7, bytes.length - at));
                    while (piece.hasRemaining()) {
                        connection.write(piece);
                    }
                }
            }
        } catch (IOException closed) {
            requests.add("broken: " + closed);
        }
    }

    private static String request(SocketChannel connection) throws IOException {
        var text = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (text.indexOf("\r\n\r\n") < 0 && connection.read(one) > 0) {
            text.append((char) one.get(0));
            one.clear();
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
