package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.PodSpec;

import java.util.List;

/// What holds for what a pod is called and as whom it runs: names, DNS and security.
final class IdentityRules {
    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

    /// Upstream's MaxDNSNameservers.
    private static final int NAMESERVERS_MAX = 3;

    private static final String ID_RULE = "must be between 0 and 2147483647, inclusive";

    private IdentityRules() {}

    static void validate(PodSpec spec, Part rest) {
        dns(rest);
        rest.inside("securityContext", IdentityRules::security);
        name(spec.serviceAccountName(), rest.at("serviceAccountName"), rest.problems());
        name(spec.nodeName(), rest.at("nodeName"), rest.problems());
        rest.examine("hostname", Names::label);
        rest.examine("subdomain", Names::label);
        rest.each(
                "hostAliases",
                alias -> {
                    if (!isAddress(alias.text("ip"))) {
                        alias.problems()
                                .invalid(
                                        alias.at("ip"),
                                        alias.text("ip"),
                                        "must be a valid IP address, (e.g. 10.9.8.7 or"
                                                + " 2001:db8::ffff)");
                    }
                    for (Json host : alias.value().array("hostnames")) {
                        if (host instanceof Json.Text(var text)) {
                            Names.subdomain(text)
                                    .forEach(wrong ->
                                            alias.problems()
                                                    .invalid(alias.at("hostnames"), text, wrong));
                        }
                    }
                });
        name(spec.priorityClassName(), rest.at("priorityClassName"), rest.problems());
        rest.examine("runtimeClassName", Names::subdomain);
    }

    private static void name(String name, String field, Problems problems) {
        if (!name.isEmpty()) {
            Names.subdomain(name).forEach(wrong -> problems.invalid(field, name, wrong));
        }
    }

    private static void dns(Part spec) {
        spec.oneOf("dnsPolicy", DNS_POLICIES);
        boolean own = spec.text("dnsPolicy").equals("None");
        if (own && !spec.has("dnsConfig")) {
            spec.problems()
                    .required(
                            spec.at("dnsConfig"),
                            "must provide `dnsConfig` when `dnsPolicy` is None");
        }
        spec.inside(
                "dnsConfig",
                config -> {
                    var servers = config.value().array("nameservers");
                    if (own && servers.isEmpty()) {
                        config.problems()
                                .required(
                                        config.at("nameservers"),
                                        "must provide at least one DNS nameserver when `dnsPolicy`"
                                                + " is None");
                    } else if (servers.size() > NAMESERVERS_MAX) {
                        config.problems()
                                .invalid(
                                        config.at("nameservers"),
                                        new Json.Arr(servers),
                                        "must not have more than "
                                                + NAMESERVERS_MAX
                                                + " nameservers");
                    }
                });
    }

    private static void security(Part context) {
        for (String id : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            context.between(id, 0, Integer.MAX_VALUE, ID_RULE);
        }
    }

    /// @param context of a container
    static void containerSecurity(Part context) {
        for (String id : List.of("runAsUser", "runAsGroup")) {
            context.between(id, 0, Integer.MAX_VALUE, ID_RULE);
        }
        if (new Json.Bool(false).equals(context.value().get("allowPrivilegeEscalation"))) {
            if (context.isTrue("privileged")) {
                context.problems()
                        .invalid(
                                context.field(),
                                context.value(),
                                "cannot set `allowPrivilegeEscalation` to false and `privileged` to"
                                        + " true");
            }
            if (context.value()
                    .object("capabilities")
                    .array("add")
                    .contains(new Json.Text("CAP_SYS_ADMIN"))) {
                context.problems()
                        .invalid(
                                context.field(),
                                context.value(),
                                "cannot set `allowPrivilegeEscalation` to false and"
                                        + " `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }

    private static boolean isAddress(String text) {
        boolean four =
                text.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
        return four || (text.contains(":") && text.matches("[0-9a-fA-F:.]{2,45}"));
    }
}
