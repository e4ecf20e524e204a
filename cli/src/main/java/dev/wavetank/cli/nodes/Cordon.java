package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.JsonText;

/// Says whether new pods may come to a node.
record Cordon(Terminal terminal, ApiClient api) {
    void set(Item node, boolean cordoned) throws Refused {
        String past = cordoned ? "cordoned" : "uncordoned";
        if (String.valueOf(node.spec().get("unschedulable")).equals("true") == cordoned) {
            terminal.line(node.named() + " already " + past);
            return;
        }
        api.patch(
                node.path() + "?fieldManager=wavetank",
                "application/merge-patch+json",
                JsonText.read(
                        "{\"spec\": {\"unschedulable\": " + (cordoned ? "true" : "null") + "}}"));
        terminal.line(node.named() + " " + past);
        terminal.flush();
    }
}
