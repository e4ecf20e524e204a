package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// A Service: how it is reached, and which pods answer.
final class ServiceDescriber implements Describer {
    /// kubectl names so many endpoints and counts the others.
    private static final int ENDPOINTS_MAX = 3;

    @Override
    public void describe(Item service, Around around, Sheet sheet) throws Refused {
        Json.Obj spec = service.spec();
        sheet.row("Name", service.name());
        sheet.row("Namespace", service.namespace());
        sheet.labels("Labels", service.meta().object("labels"));
        sheet.annotations("Annotations", service.meta().object("annotations"));
        sheet.row(
                "Selector",
                Facts.or(String.join(",", Facts.pairs(spec.object("selector"))), "<none>"));
        sheet.row("Type", spec.text("type"));
        sheet.rowIfAny(0, "IP Family Policy", spec.text("ipFamilyPolicy"));
        sheet.row("IP Families", list(spec, "ipFamilies"));
        sheet.row("IP", spec.text("clusterIP"));
        sheet.row("IPs", list(spec, "clusterIPs"));
        if (!spec.array("externalIPs").isEmpty()) {
            sheet.row("External IPs", list(spec, "externalIPs"));
        }
        sheet.rowIfAny(0, "Desired LoadBalancer IP", spec.text("loadBalancerIP"));
        sheet.rowIfAny(0, "External Name", spec.text("externalName"));
        ingress(service, sheet);
        List<Json.Obj> slices =
                around.list(
                        "/apis/discovery.k8s.io/v1/namespaces/"
                                + service.namespace()
                                + "/endpointslices",
                        "labelSelector",
                        "kubernetes.io/service-name=" + service.name());
        for (Json.Obj port : Facts.objects(spec.array("ports"))) {
            port(port, slices, sheet);
        }
        sheet.row("Session Affinity", spec.text("sessionAffinity"));
        sheet.rowIfAny(0, "External Traffic Policy", spec.text("externalTrafficPolicy"));
        sheet.rowIfAny(0, "Internal Traffic Policy", spec.text("internalTrafficPolicy"));
        sheet.rowIfAny(0, "HealthCheck NodePort", Facts.text(spec, "healthCheckNodePort"));
        if (!spec.array("loadBalancerSourceRanges").isEmpty()) {
            sheet.row("LoadBalancer Source Ranges", list(spec, "loadBalancerSourceRanges"));
        }
        around.addEvents(sheet, service);
    }

    private static String list(Json.Obj spec, String field) {
        return Facts.or(String.join(",", Facts.texts(spec.array(field))), "<none>");
    }

    private static void ingress(Item service, Sheet sheet) {
        var addresses = new ArrayList<String>();
        for (Json.Obj each :
                Facts.objects(service.status().object("loadBalancer").array("ingress"))) {
            String mode = each.text("ipMode");
            addresses.add(
                    Facts.or(each.text("ip"), each.text("hostname"))
                            + (mode.isEmpty() ? "" : " (" + mode + ")"));
        }
        sheet.rowIfAny(0, "LoadBalancer Ingress", String.join(", ", addresses));
    }

    private static void port(Json.Obj port, List<Json.Obj> slices, Sheet sheet) {
        String name = Facts.or(port.text("name"), "<unset>");
        String protocol = "/" + port.text("protocol");
        sheet.row("Port", name + "\t" + Facts.text(port, "port") + protocol);
        sheet.row("TargetPort", Facts.text(port, "targetPort") + protocol);
        if (!Facts.text(port, "nodePort").isEmpty()) {
            sheet.row("NodePort", name + "\t" + Facts.text(port, "nodePort") + protocol);
        }
        sheet.row("Endpoints", endpoints(port.text("name"), slices));
    }

    private static String endpoints(String name, List<Json.Obj> slices) {
        var ready = new ArrayList<String>();
        for (Json.Obj slice : slices) {
            for (Json.Obj port : Facts.objects(slice.array("ports"))) {
                if (port.text("name").equals(name)) {
                    addReady(slice, Facts.text(port, "port"), ready);
                }
            }
        }
        if (ready.size() > ENDPOINTS_MAX) {
            return String.join(",", ready.subList(0, ENDPOINTS_MAX))
                    + " + "
                    + (ready.size() - ENDPOINTS_MAX)
                    + " more...";
        }
        return String.join(",", ready);
    }

    private static void addReady(Json.Obj slice, String port, List<String> into) {
        for (Json.Obj endpoint : Facts.objects(slice.array("endpoints"))) {
            if (!Facts.text(endpoint.object("conditions"), "ready").equals("false")) {
                for (String address : Facts.texts(endpoint.array("addresses"))) {
                    into.add(
                            (address.indexOf(':') < 0 ? address : "[" + address + "]")
                                    + ":"
                                    + port);
                }
            }
        }
    }
}
