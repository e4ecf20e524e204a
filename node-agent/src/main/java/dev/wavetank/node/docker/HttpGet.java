package dev.wavetank.node.docker;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.node.docker.Handlers.Outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// One GET of a probe or a hook: any status from 200 to 399 is well.
///
/// By hand, since nothing but the status line matters, since a probe may name any Host, and since a
/// container's certificate is not checked, as the kubelet does not.
///
/// @param request as the probe has it
record HttpGet(Json.Obj request, Handlers.Target target) {
    private static final String AGENT = "kube-probe/1.36";

    Outcome run(Duration timeout) {
        String given = request.text("host");
        String host = given.isEmpty() ? target.ip() : given;
        int port = target.port(request.get("port"));
        boolean secure = request.text("scheme").equals("HTTPS");
        String path = request.text("path").isEmpty() ? "/" : request.text("path");
        String url =
                (secure ? "https://" : "http://")
                        + host
                        + ":"
                        + port
                        + (path.startsWith("/") ? path : "/" + path);
        try (var socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            } catch (IOException | IllegalArgumentException refused) {
                return Outcome.failed("Get \"" + url + "\": " + Handlers.dial(host, port, refused));
            }
            socket.setSoTimeout((int) timeout.toMillis());
            return ask(secure ? secured(socket, host, port) : socket, host + ":" + port, path);
        } catch (SocketTimeoutException late) {
            return Outcome.failed(
                    "Get \""
                            + url
                            + "\": context deadline exceeded (Client.Timeout exceeded while"
                            + " awaiting headers)");
        } catch (IOException | GeneralSecurityException broken) {
            return Outcome.failed("Get \"" + url + "\": " + broken.getMessage());
        }
    }

    private Outcome ask(Socket socket, String host, String path) throws IOException {
        var text = new StringBuilder();
        text.append("GET ").append(path.startsWith("/") ? path : "/" + path);
        text.append(" HTTP/1.1\r\n");
        String named = "";
        for (Json each : request.array("httpHeaders")) {
            if (each instanceof Json.Obj header && header.text("name").equalsIgnoreCase("Host")) {
                named = header.text("value");
            } else if (each instanceof Json.Obj header) {
                text.append(header.text("name")).append(": ");
                text.append(header.text("value")).append("\r\n");
            }
        }
        text.append("Host: ").append(named.isEmpty() ? host : named).append("\r\n");
        text.append("User-Agent: ").append(AGENT).append("\r\n");
        text.append("Accept: */*\r\nConnection: close\r\n\r\n");
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        var answer =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = answer.readLine();
        int status = line == null ? -1 : status(line);
        if (status < 0) {
            throw new IOException(
                    line == null ? "EOF" : "malformed HTTP response \"" + line + "\"");
        }
        return status >= 200 && status < 400
                ? Outcome.PASSED
                : Outcome.failed("HTTP probe failed with statuscode: " + status);
    }

    private static int status(String line) {
        String[] words = line.split(" ", 3);
        try {
            return line.startsWith("HTTP/") && words.length > 1 ? Integer.parseInt(words[1]) : -1;
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    private static Socket secured(Socket socket, String host, int port)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Unchecked()}, null);
        return context.getSocketFactory().createSocket(socket, host, port, true);
    }

    private static final class Unchecked implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
