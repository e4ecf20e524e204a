package dev.wavetank.cli.server;

import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.MachineJson;
import dev.wavetank.cli.folder.PoweredOff;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.lifecycle.NodePower;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Blueprint.Machine;
import dev.wavetank.tank.Tank;

import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Switches machines off and on, adds them and takes them away (see [NodePower]); hands on all
/// other requests.
///
/// For the cluster's Unix socket only: the machines belong to its owner, not to whoever administers
/// the cluster over HTTPS.
final class PowerHandler implements Handler {
    private final Handler others;
    private final Tank tank;
    private final World server;
    private final World parts;
    private final PoweredOff off;
    private final ClusterFolder folder;

    /// @param server where requests are answered
    /// @param parts where the machines live
    PowerHandler(
            Handler others,
            Tank tank,
            World server,
            World parts,
            PoweredOff off,
            ClusterFolder folder) {
        this.others = others;
        this.tank = tank;
        this.server = server;
        this.parts = parts;
        this.off = off;
        this.folder = folder;
    }

    @Override
    public void handle(Request request, Consumer<Response> answer) {
        if (request.path().equals(NodePower.ADD)) {
            inATurn("a machine is added", () -> add(request), answer);
            return;
        }
        if (!request.path().startsWith(NodePower.PREFIX)) {
            others.handle(request, answer);
            return;
        }
        String[] steps = request.path().substring(NodePower.PREFIX.length()).split("/", -1);
        if (!request.method().equals("POST")) {
            answer.accept(refusal(405, "MethodNotAllowed", "a machine is switched by POST"));
        } else if (steps.length != 2) {
            answer.accept(refusal(404, "NotFound", "it is not said what to do with a machine"));
        } else {
            inATurn("power of " + steps[0], () -> act(steps[0], steps[1]), answer);
        }
    }

    private void inATurn(String cause, Supplier<Response> work, Consumer<Response> answer) {
        parts.post(
                cause,
                () -> {
                    Response response = refusable(work);
                    server.post("answer", () -> answer.accept(response));
                });
    }

    private static Response refusable(Supplier<Response> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException unknown) {
            return refusal(404, "NotFound", String.valueOf(unknown.getMessage()));
        } catch (Malformed wrong) {
            return refusal(400, "BadRequest", String.valueOf(wrong.getMessage()));
        } catch (Failure unwritable) {
            return refusal(500, "InternalError", unwritable.happened());
        }
    }

    private Response act(String node, String action) {
        return switch (action) {
            case "start", "stop" -> power(node, action.equals("start"));
            case "remove" -> remove(node);
            default -> refusal(404, "NotFound", "a machine can be told to start, stop or remove");
        };
    }

    private Response add(Request request) {
        Settings settings = Objects.requireNonNull(folder.settings());
        Machine asked = MachineJson.read(JsonText.read(request.body()));
        int number = settings.machines().stream().mapToInt(Machine::number).max().orElse(0) + 1;
        var machine =
                new Machine(
                        asked.name().isEmpty() ? "node-" + number : asked.name(),
                        number,
                        asked.cpu(),
                        asked.memory(),
                        asked.labels(),
                        asked.taints(),
                        asked.runtime());
        tank.addNode(machine);
        folder.keep(settings.with(machine));
        return json(
                200,
                status("node " + machine.name() + " is added and booting")
                        .put("status", "Success")
                        .build());
    }

    private Response remove(String node) {
        Settings settings = Objects.requireNonNull(folder.settings());
        if (settings.nodes() == 1 && settings.first().name().equals(node)) {
            return refusal(
                    409, "Conflict", "node " + node + " is the only one; a cluster needs one");
        }
        tank.removeNode(node);
        folder.keep(settings.without(node));
        off.set(node, false);
        return json(200, status("node " + node + " is gone").put("status", "Success").build());
    }

    private Response power(String node, boolean on) {
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
