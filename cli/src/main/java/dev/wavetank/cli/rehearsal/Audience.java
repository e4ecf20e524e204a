package dev.wavetank.cli.rehearsal;

import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.Identity;
import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.terminal.Failure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Works a server as kubectl and controllers do, over HTTPS: a Deployment of a few hundred pods,
/// lists, tables, watches.
final class Audience {
    private static final int PODS = 300;

    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String PODS_OF_DEFAULT = "/api/v1/namespaces/default/pods";

    private final ClusterFolder cluster;
    private final long until;

    /// @param until when to give up, in [System#nanoTime]
    Audience(ClusterFolder cluster, long until) {
        this.cluster = cluster;
        this.until = until;
    }

    /// Returns when all pods are Ready.
    void run() throws IOException, InterruptedException {
        try (var client = client()) {
            send(client, request(DEPLOYMENTS).POST(BodyPublishers.ofString(deployment())));
            while (!ready(client)) {
                if (System.nanoTime() - until > 0) {
                    throw Failure.of("the pods of the rehearsal are late", "run it again");
                }
                send(client, request(PODS_OF_DEFAULT + "?labelSelector=app%3Dcrowd&limit=100"));
                send(client, request(PODS_OF_DEFAULT).setHeader("accept", ApiClient.TABLE));
            }
            var change =
                    BodyPublishers.ofString("{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}");
            send(
                    client,
                    request(DEPLOYMENTS + "/crowd")
                            .setHeader("content-type", "application/strategic-merge-patch+json")
                            .method("PATCH", change));
            send(client, request("/openapi/v3"));
            send(client, request("/apis"));
        }
    }

    private static String deployment() {
        return """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "crowd"},
         "spec": {"replicas": %d, "selector": {"matchLabels": {"app": "crowd"}},
          "template": {"metadata": {"labels": {"app": "crowd"}},
           "spec": {"containers": [{"name": "web", "image": "web:1",
            "resources": {"requests": {"cpu": "100m", "memory": "16Mi"}}}]}}}}
        """
                .formatted(PODS);
    }

    /// Watches a second long and then looks.
    private boolean ready(HttpClient client) throws IOException, InterruptedException {
        send(client, request(PODS_OF_DEFAULT + "?watch=true&timeoutSeconds=1"));
        return send(client, request(DEPLOYMENTS + "/crowd")).contains("\"readyReplicas\":" + PODS);
    }

    private HttpRequest.Builder request(String target) {
        int port = Objects.requireNonNull(cluster.settings()).port();
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + target))
                .timeout(Duration.ofMinutes(1))
                .header("accept", "application/json")
                .header("content-type", "application/json");
    }

    private static String send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.request() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpClient client() throws IOException {
        var certificates = new Certificates(cluster.certificates(), Instant.now());
        Identity admin = certificates.client("admin", "wavetank-admin", List.of("system:masters"));
        try {
            var mine = KeyStore.getInstance("PKCS12");
            mine.load(null, null);
            mine.setKeyEntry(
                    "admin", admin.key(), new char[0], new X509Certificate[] {admin.certificate()});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(mine, new char[0]);
            var theirs = KeyStore.getInstance("PKCS12");
            theirs.load(null, null);
            theirs.setCertificateEntry("authority", certificates.authorityCertificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(theirs);
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (GeneralSecurityException unfit) {
            throw new IOException(unfit);
        }
    }
}
