package dev.wavetank.cli.folder;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.tank.Blueprint.Machine;
import dev.wavetank.tank.RuntimeKind;

import java.util.ArrayList;
import java.util.TreeMap;

/// A machine as JSON, in a cluster's settings and on its way to the server.
public final class MachineJson {
    private MachineJson() {}

    public static Json.Obj write(Machine machine) {
        var labels = Json.Obj.builder();
        machine.labels().forEach(labels::put);
        var taints = new ArrayList<Json>();
        for (Taint taint : machine.taints()) {
            taints.add(
                    Json.Obj.builder()
                            .put("key", taint.key())
                            .put("value", taint.value())
                            .put("effect", taint.effect())
                            .build());
        }
        return Json.Obj.builder()
                .put("name", machine.name())
                .put("number", machine.number())
                .put("cpu", machine.cpu().text())
                .put("memory", machine.memory().text())
                .put("labels", labels.build())
                .put("taints", new Json.Arr(taints))
                .put("runtime", machine.runtime().word())
                .build();
    }

    /// {@return the machine that [#write] wrote}
    public static Machine read(Json json) {
        if (!(json instanceof Json.Obj machine)
                || !(machine.get("number") instanceof Json.Num number)) {
            throw new Malformed("machines: not as they were written");
        }
        var labels = new TreeMap<String, String>();
        Json.Obj written = machine.object("labels");
        written.forEach((name, _) -> labels.put(name, written.text(name)));
        var taints = new ArrayList<Taint>();
        for (Json each : machine.array("taints")) {
            var taint = (Json.Obj) each;
            taints.add(
                    new Taint(
                            taint.text("key"),
                            taint.text("value"),
                            taint.text("effect"),
                            null,
                            Json.Obj.EMPTY));
        }
        return new Machine(
                machine.text("name"),
                Integer.parseInt(number.literal()),
                Quantity.of(machine.text("cpu")),
                Quantity.of(machine.text("memory")),
                labels,
                taints,
                runtime(machine.text("runtime")));
    }

    /// {@return the runtime of this name; the simulated one for none}
    public static RuntimeKind runtime(String word) {
        for (var kind : RuntimeKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        if (word.isEmpty()) {
            return RuntimeKind.SIMULATED;
        }
        throw new Malformed("runtime \"" + word + "\": simulated or docker");
    }
}
