package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.config.Environment;
import dev.wavetank.node.files.Node;
import dev.wavetank.node.shell.Programs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What stands in the place of an image's files, which nobody fetched, with what a kubelet adds.
final class ImageFiles {
    private static final String[] DIRECTORIES = {
        "bin", "dev", "etc", "home", "proc", "root", "sys", "tmp", "usr", "var"
    };

    private ImageFiles() {}

    static Node.Directory of(Pod pod, String ip, Instant since) {
        var root = new Node.Directory(false, since);
        var none = new Node.Regular(new byte[0], 0755, since);
        for (String each : DIRECTORIES) {
            var directory = new Node.Directory(false, since);
            if (each.equals("bin")) {
                Programs.names().forEach(name -> directory.put(name, none));
            } else if (each.equals("etc")) {
                etc(directory, pod, ip, since);
            }
            root.put(each, directory);
        }
        return root;
    }

    private static void etc(Node.Directory etc, Pod pod, String ip, Instant since) {
        String hostname = Environment.hostname(pod);
        put(etc, "hostname", hostname + "\n", since);
        put(
                etc,
                "hosts",
                """
                # Kubernetes-managed hosts file.
                127.0.0.1\tlocalhost
                ::1\tlocalhost ip6-localhost ip6-loopback
                """
                        + (ip.isEmpty() ? "" : ip + "\t" + hostname + "\n"),
                since);
        put(
                etc,
                "resolv.conf",
                "search "
                        + pod.meta().namespace()
                        + ".svc.cluster.local svc.cluster.local cluster.local\n"
                        + "nameserver 10.96.0.10\noptions ndots:5\n",
                since);
        put(etc, "passwd", "root:x:0:0:root:/root:/bin/sh\n", since);
    }

    private static void put(Node.Directory directory, String name, String text, Instant since) {
        directory.put(name, new Node.Regular(text.getBytes(StandardCharsets.UTF_8), 0644, since));
    }
}
