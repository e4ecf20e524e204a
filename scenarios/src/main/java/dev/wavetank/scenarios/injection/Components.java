package dev.wavetank.scenarios.injection;

import java.util.List;

/// The names of components, and how faults mean them: `*` stands for any characters.
public final class Components {
    private static final String AGENT = "kubelet-";
    private static final String PROXY = "kube-proxy-";
    private static final String MACHINE = "machine-";

    /// What stands before the name of a node in the name of what lives there.
    private static final List<String> ON_NODES = List.of(AGENT, PROXY, MACHINE);

    private Components() {}

    /// {@return the name of a node's agent}
    static String agent(String node) {
        return AGENT + node;
    }

    /// {@return the name of the part that leads requests from a node to pods}
    public static String proxy(String node) {
        return PROXY + node;
    }

    /// {@return the node on which this lives, or which it is; "" for other components}
    static String node(String component) {
        for (String before : ON_NODES) {
            if (component.startsWith(before)) {
                return component.substring(before.length());
            }
        }
        return "";
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
