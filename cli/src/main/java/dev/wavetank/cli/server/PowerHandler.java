package dev.wavetank.cli.server;

import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cli.folder.PoweredOff;
import dev.wavetank.cli.lifecycle.NodePower;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Tank;

import java.util.TreeMap;
import java.util.function.Consumer;

/// Switches machines off and on (see [NodePower]); hands on all other requests.
///
/// For the cluster's Unix socket only: the machines belong to its owner, not to whoever administers
/// the cluster over HTTPS.
final class PowerHandler implements Handler {
    private final Handler others;
    private final Tank tank;
    private final World server;
    private final World parts;
    private final PoweredOff off;

    /// @param server where requests are answered
    /// @param parts where the machines live
    PowerHandler(Handler others, Tank tank, World server, World parts, PoweredOff off) {
        this.others = others;
        this.tank = tank;
        this.server = server;
        this.parts = parts;
        this.off = off;
    }

    @Override
    public void handle(Request request, Consumer<Response> answer) {
        if (!request.path().startsWith(NodePower.PREFIX)) {
            others.handle(request, answer);
            return;
        }
        String[] steps = request.path().substring(NodePower.PREFIX.length()).split("/", -1);
        if (!request.method().equals("POST")) {
            answer.accept(refusal(405, "MethodNotAllowed", "a machine is switched by POST"));
        } else if (steps.length != 2 || !(steps[1].equals("stop") || steps[1].equals("start"))) {
            answer.accept(refusal(404, "NotFound", "a machine can be told to stop or to start"));
        } else {
            parts.post(
                    "power of " + steps[0],
                    () -> {
                        Response response = power(steps[0], steps[1].equals("start"));
                        server.post("answer", () -> answer.accept(response));
                    });
        }
    }

    private Response power(String node, boolean on) {
        try {
            String message;
            if (tank.powered(node) == on) {
                message = "node " + node + " is " + (on ? "on" : "off") + " already";
            } else if (on) {
                tank.powerOn(node);
                message = "node " + node + " is booting; its containers start again";
            } else {
                tank.powerOff(node);
                message =
                        "node "
                                + node
                                + " is off; it will be NotReady when it has been silent for 50 s";
            }
            off.set(node, !on);
            return json(200, status(message).put("status", "Success").build());
        } catch (IllegalArgumentException unknown) {
            return refusal(404, "NotFound", String.valueOf(unknown.getMessage()));
        } catch (Failure unwritable) {
            return refusal(500, "InternalError", unwritable.happened());
        }
    }

    private static Response refusal(int code, String reason, String message) {
        return json(
                code,
                status(message)
                        .put("code", code)
                        .put("reason", reason)
                        .put("status", "Failure")
                        .build());
    }

    private static Json.Obj.Builder status(String message) {
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put("kind", "Status")
                .put("metadata", Json.Obj.EMPTY)
                .put("message", message);
    }

    private static Response json(int code, Json.Obj body) {
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        return new Response(code, headers, new Response.Body.Whole(JsonText.bytes(body)));
    }
}
