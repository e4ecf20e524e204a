package dev.wavetank.scenarios.injection;

import java.util.List;

/// The names of components, and how faults mean them: `*` stands for any characters.
final class Components {
    private static final String AGENT = "kubelet-";
    private static final String MACHINE = "machine-";

    private Components() {}

    /// {@return the name of a node's agent}
    static String agent(String node) {
        return AGENT + node;
    }

    /// {@return the node whose agent or machine this is; "" for other components}
    static String node(String component) {
        return component.startsWith(AGENT)
                ? component.substring(AGENT.length())
                : component.startsWith(MACHINE) ? component.substring(MACHINE.length()) : "";
    }

    /// {@return the names of all nodes, sorted}
    static List<String> nodes(List<String> components) {
        return components.stream()
                .filter(name -> name.startsWith(AGENT))
                .map(Components::node)
                .toList();
    }

    /// {@return every component that one of the patterns means, sorted}
    ///
    /// @throws Refusal when a pattern means none
    static List<String> meant(List<String> patterns, List<String> components) {
        if (patterns.isEmpty()) {
            throw new Refusal(
                    "it does not say which components; there are " + String.join(", ", components));
        }
        for (String pattern : patterns) {
            if (components.stream().noneMatch(name -> matches(pattern, name))) {
                throw new Refusal(
                        "no component is called "
                                + pattern
                                + "; there are "
                                + String.join(", ", components));
            }
        }
        return components.stream()
                .filter(name -> patterns.stream().anyMatch(pattern -> matches(pattern, name)))
                .toList();
    }

    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String before = pattern.substring(0, star);
        if (!name.startsWith(before)) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int at = star; at <= name.length(); at++) {
            if (matches(rest, name.substring(at))) {
                return true;
            }
        }
        return false;
    }
}
