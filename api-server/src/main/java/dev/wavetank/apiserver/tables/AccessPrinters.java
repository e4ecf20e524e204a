package dev.wavetank.apiserver.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Roles and their bindings, and requests for certificates.
final class AccessPrinters {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private AccessPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                TreePrinter.of(RBAC, "v1", "Role", "roles", true).createdAt(),
                TreePrinter.of(RBAC, "v1", "ClusterRole", "clusterroles", false).createdAt(),
                binding("RoleBinding", "rolebindings", true),
                binding("ClusterRoleBinding", "clusterrolebindings", false),
                certificateRequests());
    }

    private static TreePrinter binding(String kind, String plural, boolean namespaced) {
        return TreePrinter.of(RBAC, "v1", kind, plural, namespaced)
                .text(
                        "Role",
                        "The role that is given.",
                        row -> row.text("roleRef.kind") + "/" + row.text("roleRef.name"))
                .age()
                .wide("Users", "Users in the " + kind, row -> subjects(row, "User"))
                .wide("Groups", "Groups in the " + kind, row -> subjects(row, "Group"))
                .wide(
                        "ServiceAccounts",
                        "ServiceAccounts in the " + kind,
                        row -> subjects(row, "ServiceAccount"));
    }

    private static String subjects(Row row, String kind) {
        var names = new ArrayList<String>();
        for (var subject : row.objects("subjects")) {
            if (subject.text("kind").equals(kind)) {
                names.add(
                        kind.equals("ServiceAccount")
                                ? subject.text("namespace") + "/" + subject.text("name")
                                : subject.text("name"));
            }
        }
        return String.join(", ", names);
    }

    private static TreePrinter certificateRequests() {
        return TreePrinter.of(
                        "certificates.k8s.io",
                        "v1",
                        "CertificateSigningRequest",
                        "certificatesigningrequests",
                        false)
                .age()
                .text(
                        "SignerName",
                        "Who shall sign it.",
                        row -> row.text("spec.signerName", Cells.NONE))
                .text("Requestor", "Who asks.", "spec.username")
                .text(
                        "RequestedDuration",
                        "How long it shall be valid.",
                        row ->
                                row.has("spec.expirationSeconds")
                                        ? Cells.human(
                                                Duration.ofSeconds(
                                                        row.number("spec.expirationSeconds")))
                                        : Cells.NONE)
                .text("Condition", "What became of it.", AccessPrinters::condition);
    }

    private static String condition(Row row) {
        var types =
                row.objects("status.conditions").stream().map(each -> each.text("type")).toList();
        String said =
                types.contains("Denied")
                        ? "Denied"
                        : types.contains("Approved") ? "Approved" : "Pending";
        if (types.contains("Failed")) {
            said += ",Failed";
        }
        return row.text("status.certificate").isEmpty() ? said : said + ",Issued";
    }
}
