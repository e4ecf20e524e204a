package dev.wavetank.tank;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.client.Endpoint;
import dev.wavetank.client.RemoteCluster;
import dev.wavetank.client.WallWorld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A second process with scheduler and controllers, over HTTPS. It ends when its input does, so
/// that it never outlives the test.
final class ControlPlaneProcess {
    private ControlPlaneProcess() {}

    /// Runs until the end of the input.
    ///
    /// @param args the port, and the folder with ca.crt, client.crt and client.key
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[1]);
        String authority = Files.readString(folder.resolve("ca.crt"));
        var endpoint =
                new Endpoint.Tls(
                        "127.0.0.1",
                        Integer.parseInt(args[0]),
                        authority,
                        new Endpoint.PemIdentity(
                                Files.readString(folder.resolve("client.crt")),
                                Files.readString(folder.resolve("client.key"))),
                        "");
        var world =
                new WallWorld(
                        "control-plane",
                        1,
                        1,
                        (component, cause, thrown) -> {
                            System.out.println(component + " failed in " + cause);
                            thrown.printStackTrace(System.out);
                        });
        try (var cluster = new RemoteCluster(endpoint)) {
            try {
                ControlPlane.start(
                        world,
                        (own, name) -> cluster.session(own, name + "-second-process"),
                        Contract.load().kinds(),
                        authority);
                System.out.println("started");
                while (System.in.read() >= 0) {
                    // Only the end of the input matters.
                }
            } finally {
                // Before the connections: who still lived would write to closed ones.
                world.close();
            }
        }
    }
}
