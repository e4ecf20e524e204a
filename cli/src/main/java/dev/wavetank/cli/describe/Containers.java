package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The containers of a pod, or of a template, which have no status.
///
/// @param pod the pod; an empty object for a template
/// @param indent what stands before names: "" in a pod, a space in a template
record Containers(Sheet sheet, Json.Obj pod, String indent) {
    /// Adds the containers of one kind.
    ///
    /// @param heading such as `Init Containers`
    void add(String heading, List<Json> containers, List<Json> statuses) {
        sheet.line(indent.length(), heading + ":" + (containers.isEmpty() ? " <none>" : ""));
        for (Json.Obj container : Facts.objects(containers)) {
            Json.Obj status = status(container.text("name"), statuses);
            basics(container, status);
            words("Command", container.array("command"));
            words("Args", container.array("args"));
            if (!status.isEmpty()) {
                state("State", status.object("state"));
                if (status.object("lastState").has("terminated")) {
                    state("Last State", status.object("lastState"));
                }
                sheet.row(2, "Ready", Facts.bool(status, "ready"));
                sheet.row(2, "Restart Count", "" + Numbers.of(status, "restartCount", 0));
            }
            amounts("Limits", container.object("resources").object("limits"));
            amounts("Requests", container.object("resources").object("requests"));
            Probes.add(sheet, container);
            new Environment(sheet, pod, container).add();
            mounts(container);
        }
    }

    private static Json.Obj status(String name, List<Json> statuses) {
        for (Json.Obj each : Facts.objects(statuses)) {
            if (each.text("name").equals(name)) {
                return each;
            }
        }
        return Json.Obj.EMPTY;
    }

    private void basics(Json.Obj container, Json.Obj status) {
        sheet.line(1, indent + container.text("name") + ":");
        if (!status.isEmpty()) {
            sheet.row(2, "Container ID", status.text("containerID"));
        }
        sheet.row(2, "Image", container.text("image"));
        if (!status.isEmpty()) {
            sheet.row(2, "Image ID", status.text("imageID"));
        }
        ports("Port", "containerPort", container);
        ports("Host Port", "hostPort", container);
        Json.Obj seccomp = container.object("securityContext").object("seccompProfile");
        if (!seccomp.isEmpty()) {
            sheet.row(2, "SeccompProfile", seccomp.text("type"));
            if (seccomp.text("type").equals("Localhost")) {
                sheet.row(3, "LocalhostProfile", seccomp.text("localhostProfile"));
            }
        }
    }

    private void ports(String label, String field, Json.Obj container) {
        var ports = new ArrayList<String>();
        for (Json.Obj port : Facts.objects(container.array("ports"))) {
            ports.add(Numbers.of(port, field, 0) + "/" + Facts.or(port.text("protocol"), "TCP"));
        }
        sheet.row(
                2,
                ports.size() > 1 ? label + "s" : label,
                Facts.or(String.join(", ", ports), "<none>"));
    }

    private void words(String label, List<Json> words) {
        if (!words.isEmpty()) {
            sheet.line(2, label + ":");
            for (String word : Facts.texts(words)) {
                for (String line : word.split("\n", -1)) {
                    sheet.line(3, line);
                }
            }
        }
    }

    private void state(String label, Json.Obj state) {
        if (state.has("running")) {
            sheet.row(2, label, "Running");
            sheet.row(3, "Started", Facts.moment(state.object("running").text("startedAt")));
        } else if (state.has("terminated")) {
            Json.Obj terminated = state.object("terminated");
            sheet.row(2, label, "Terminated");
            sheet.rowIfAny(3, "Reason", terminated.text("reason"));
            sheet.rowIfAny(3, "Message", terminated.text("message"));
            sheet.row(3, "Exit Code", "" + Numbers.of(terminated, "exitCode", 0));
            if (Numbers.of(terminated, "signal", 0) > 0) {
                sheet.row(3, "Signal", Facts.text(terminated, "signal"));
            }
            sheet.row(3, "Started", Facts.moment(terminated.text("startedAt")));
            sheet.row(3, "Finished", Facts.moment(terminated.text("finishedAt")));
        } else {
            sheet.row(2, label, "Waiting");
            sheet.rowIfAny(3, "Reason", state.object("waiting").text("reason"));
        }
    }

    private void amounts(String label, Json.Obj amounts) {
        if (!amounts.isEmpty()) {
            sheet.line(2, label + ":");
            amounts.forEach((name, amount) -> sheet.row(3, name, Facts.text(amount)));
        }
    }

    private void mounts(Json.Obj container) {
        var mounts = new ArrayList<>(Facts.objects(container.array("volumeMounts")));
        mounts.sort(Comparator.comparing(mount -> mount.text("mountPath")));
        sheet.line(2, "Mounts:" + (mounts.isEmpty() ? "\t<none>" : ""));
        for (Json.Obj mount : mounts) {
            String path = mount.text("subPath");
            sheet.line(
                    3,
                    mount.text("mountPath")
                            + " from "
                            + mount.text("name")
                            + (Facts.text(mount, "readOnly").equals("true") ? " (ro" : " (rw")
                            + (path.isEmpty() ? ")" : ",path=\"" + path + "\")"));
        }
    }
}
