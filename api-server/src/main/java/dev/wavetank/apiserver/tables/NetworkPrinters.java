package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Endpoints, Ingresses, NetworkPolicies and addresses.
final class NetworkPrinters {
    /// So many hosts and endpoints are shown; upstream's number.
    private static final int SHOWN = 3;

    private NetworkPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                endpoints(),
                ingresses(),
                ingressClasses(),
                networkPolicies(),
                serviceCidrs(),
                ipAddresses());
    }

    private static TreePrinter endpoints() {
        return TreePrinter.of("", "v1", "Endpoints", "endpoints", true)
                .text("Endpoints", "Addresses and ports.", NetworkPrinters::endpointsOf)
                .age();
    }

    private static String endpointsOf(Row row) {
        var found = new ArrayList<String>();
        for (var subset : row.objects("subsets")) {
            var addresses = subset.array("addresses");
            var ports = subset.array("ports");
            if (ports.isEmpty()) {
                // The endpoints of a headless service need no port.
                addresses.forEach(address -> found.add(((Json.Obj) address).text("ip")));
            }
            for (Json port : ports) {
                for (Json address : addresses) {
                    found.add(
                            host(((Json.Obj) address).text("ip"))
                                    + ":"
                                    + Row.text(((Json.Obj) port).get("port")));
                }
            }
        }
        return found.isEmpty() ? Cells.NONE : Cells.firstOf(found, SHOWN);
    }

    private static String host(String ip) {
        return ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
    }

    private static TreePrinter ingresses() {
        return TreePrinter.of("networking.k8s.io", "v1", "Ingress", "ingresses", true)
                .text(
                        "Class",
                        "The class of controllers that carry it out.",
                        row -> row.text("spec.ingressClassName", Cells.NONE))
                .text("Hosts", "The hosts it is for.", NetworkPrinters::hosts)
                .text("Address", "Where it can be reached.", NetworkPrinters::addresses)
                .text(
                        "Ports",
                        "Ports of TLS configurations that open",
                        row -> row.array("spec.tls").isEmpty() ? "80" : "80, 443")
                .age();
    }

    private static String hosts(Row row) {
        var hosts = new ArrayList<String>();
        var rules = row.objects("spec.rules");
        for (var rule : rules) {
            if (hosts.size() < SHOWN && !rule.text("host").isEmpty()) {
                hosts.add(rule.text("host"));
            }
        }
        if (hosts.isEmpty()) {
            return "*";
        }
        String shown = String.join(",", hosts);
        return hosts.size() == SHOWN && rules.size() > SHOWN
                ? shown + " + " + (rules.size() - SHOWN) + " more..."
                : shown;
    }

    private static String addresses(Row row) {
        var addresses = new TreeSet<String>();
        for (var ingress : row.objects("status.loadBalancer.ingress")) {
            String ip = ingress.text("ip");
            addresses.add(ip.isEmpty() ? ingress.text("hostname") : ip);
        }
        return String.join(",", addresses);
    }

    private static TreePrinter ingressClasses() {
        return TreePrinter.of("networking.k8s.io", "v1", "IngressClass", "ingressclasses", false)
                .text("Controller", "Who carries out Ingresses of it.", "spec.controller")
                .text("Parameters", "The controller's settings.", NetworkPrinters::parameters)
                .age();
    }

    private static String parameters(Row row) {
        if (!row.has("spec.parameters")) {
            return Cells.NONE;
        }
        String group = row.text("spec.parameters.apiGroup");
        return row.text("spec.parameters.kind")
                + (group.isEmpty() ? "" : "." + group)
                + "/"
                + row.text("spec.parameters.name");
    }

    private static TreePrinter networkPolicies() {
        return TreePrinter.of("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true)
                .text(
                        "Pod-Selector",
                        "The pods it is for.",
                        row -> row.selector("spec.podSelector"))
                .age();
    }

    private static TreePrinter serviceCidrs() {
        return TreePrinter.of("networking.k8s.io", "v1", "ServiceCIDR", "servicecidrs", false)
                .text("CIDRs", "The ranges.", row -> String.join(",", row.texts("spec.cidrs")))
                .age();
    }

    private static TreePrinter ipAddresses() {
        return TreePrinter.of("networking.k8s.io", "v1", "IPAddress", "ipaddresses", false)
                .text("ParentRef", "Who has the address.", NetworkPrinters::parent);
    }

    private static String parent(Row row) {
        if (!row.has("spec.parentRef")) {
            return Cells.NONE;
        }
        String group = row.text("spec.parentRef.group");
        String namespace = row.text("spec.parentRef.namespace");
        return (row.text("spec.parentRef.resource") + (group.isEmpty() ? "" : "." + group))
                        .toLowerCase(Locale.ROOT)
                + (namespace.isEmpty() ? "" : "/" + namespace)
                + "/"
                + row.text("spec.parentRef.name");
    }
}
