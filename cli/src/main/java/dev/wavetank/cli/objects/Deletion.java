package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

/// Deletes objects, and stays until they are gone.
public final class Deletion {
    private final Terminal terminal;
    private final ApiClient api;
    private final int grace;

    /// @param grace seconds that containers get to end; below 0 for what the object says
    public Deletion(Terminal terminal, ApiClient api, int grace) {
        this.terminal = terminal;
        this.api = api;
        this.grace = grace;
    }

    /// Tells the server to delete an object; what belongs to it follows.
    ///
    /// @return the object's uid, by which [#await] knows it
    public String start(ResourceType type, String namespace, String name) throws Refused {
        String path = type.path(namespace, name);
        var options =
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put("kind", "DeleteOptions")
                        .put("propagationPolicy", "Background");
        if (grace >= 0) {
            options.put("gracePeriodSeconds", grace);
        }
        // The answer is the object, or a Status that names it.
        Json.Obj answer = api.delete(path, options.build());
        terminal.line(type.named(name).replaceFirst("/", " \"") + "\" deleted");
        terminal.flush();
        String uid = answer.object("metadata").text("uid");
        return uid.isEmpty() ? answer.object("details").text("uid") : uid;
    }

    /// Waits until an object is gone, or another one has taken its name.
    public void await(ResourceType type, String namespace, String name, String uid) throws Refused {
        while (true) {
            Json.Obj found;
            try {
                found = api.get(type.path(namespace, name));
            } catch (Refused refused) {
                if (refused.notFound()) {
                    return;
                }
                throw refused;
            }
            if (!found.object("metadata").text("uid").equals(uid)) {
                return;
            }
            terminal.progress("waiting until " + type.named(name) + " is gone");
            Interrupts.on(() ->
                    terminal.note(
                            "wavetank: not waiting any longer; "
                                    + type.named(name)
                                    + " goes on being deleted"));
            var gone = new boolean[1];
            api.watch(
                    type.path(namespace)
                            + query(
                                    "watch",
                                    "true",
                                    "fieldSelector",
                                    "metadata.name=" + name,
                                    "resourceVersion",
                                    found.object("metadata").text("resourceVersion")),
                    "application/json",
                    event -> {
                        gone[0] = event.text("type").equals("DELETED");
                        return !gone[0] && !event.text("type").equals("ERROR");
                    });
            if (gone[0]) {
                return;
            }
        }
    }
}
