package dev.wavetank.apiserver.tables;

import java.util.List;

/// `admissionregistration.k8s.io`.
final class AdmissionPrinters {
    private static final String GROUP = "admissionregistration.k8s.io";

    private AdmissionPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                webhooks("MutatingWebhookConfiguration", "mutatingwebhookconfigurations"),
                webhooks("ValidatingWebhookConfiguration", "validatingwebhookconfigurations"),
                policy(
                        "ValidatingAdmissionPolicy",
                        "validatingadmissionpolicies",
                        "Validations",
                        "How many validations it has."),
                policy(
                        "MutatingAdmissionPolicy",
                        "mutatingadmissionpolicies",
                        "Mutations",
                        "How many mutations it has."),
                binding("ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings"),
                binding("MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings"));
    }

    private static TreePrinter webhooks(String kind, String plural) {
        return TreePrinter.of(GROUP, "v1", kind, plural, false)
                .number(
                        "Webhooks",
                        "How many webhooks it calls.",
                        row -> row.array("webhooks").size())
                .age();
    }

    private static TreePrinter policy(
            String kind, String plural, String rules, String description) {
        return TreePrinter.of(GROUP, "v1", kind, plural, false)
                .number(
                        rules,
                        description,
                        row ->
                                row.array(
                                                rules.equals("Mutations")
                                                        ? "spec.mutations"
                                                        : "spec.validations")
                                        .size())
                .text(
                        "ParamKind",
                        "The kind of what it is given as parameters.",
                        row ->
                                row.has("spec.paramKind")
                                        ? row.text("spec.paramKind.apiVersion")
                                                + "/"
                                                + row.text("spec.paramKind.kind")
                                        : Cells.UNSET)
                .age();
    }

    private static TreePrinter binding(String kind, String plural) {
        return TreePrinter.of(GROUP, "v1", kind, plural, false)
                .text("PolicyName", "The policy that it binds.", "spec.policyName")
                .text("ParamRef", "The parameters of the policy.", AdmissionPrinters::parameters)
                .age();
    }

    private static String parameters(Row row) {
        String name = row.text("spec.paramRef.name");
        String namespace = row.text("spec.paramRef.namespace");
        if (!name.isEmpty()) {
            return (namespace.isEmpty() ? "*" : namespace) + "/" + name;
        }
        return row.has("spec.paramRef.selector")
                ? row.selector("spec.paramRef.selector")
                : Cells.UNSET;
    }
}
