package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which objects a fault on a link, or a trigger, is about: `pods`, `pods/shop`, `pods/shop/web-*`,
/// or `nodes/node-1` for a kind without namespaces. None at all means all.
record ResourceFilter(List<Pattern> patterns) {
    static final ResourceFilter ALL = new ResourceFilter(List.of());

    /// @param namespace "*" for all
    /// @param name "*" for all; else `*` stands for any characters
    record Pattern(Kind<?> kind, String namespace, String name) {
        boolean means(Ref ref) {
            return kind.equals(ref.kind())
                    && Components.matches(namespace, ref.namespace())
                    && nameMatches(ref.name());
        }

        /// A name that the server has yet to give is not known to match.
        private boolean nameMatches(String given) {
            return name.equals("*") || Components.matches(name, given);
        }

        boolean wholeKind() {
            return namespace.equals("*") && name.equals("*");
        }

        boolean concerns(Query query) {
            return kind.equals(query.kind())
                    && (query.namespace().isEmpty()
                            || Components.matches(namespace, query.namespace()))
                    && (query.name().isEmpty() || nameMatches(query.name()));
        }
    }

    /// @param kinds all there are
    /// @throws Refusal when one is not understood
    static ResourceFilter of(List<String> resources, List<Kind<?>> kinds) {
        return new ResourceFilter(resources.stream().map(each -> pattern(each, kinds)).toList());
    }

    private static Pattern pattern(String text, List<Kind<?>> kinds) {
        var parts = List.of(text.split("/", -1));
        var kind = kind(parts.getFirst(), kinds);
        if (parts.contains("") || parts.size() > (kind.namespaced() ? 3 : 2)) {
            throw new Refusal(
                    "resources: "
                            + (kind.namespaced()
                                    ? "pods, pods/shop or pods/shop/web-*"
                                    : "nodes or nodes/node-1")
                            + " is how they are written, found \""
                            + text
                            + "\"");
        }
        String second = parts.size() > 1 ? parts.get(1) : "*";
        return kind.namespaced()
                ? new Pattern(kind, second, parts.size() > 2 ? parts.get(2) : "*")
                : new Pattern(kind, "*", second);
    }

    private static Kind<?> kind(String name, List<Kind<?>> kinds) {
        Kind<?> found = null;
        for (var kind : kinds) {
            boolean meant = kind.resource().equals(name) || kind.plural().equals(name);
            // Of two groups with one word the core one is meant, as by kubectl.
            if (meant && (found == null || kind.group().isEmpty())) {
                found = kind;
            }
        }
        if (found == null) {
            throw new Refusal(
                    "resources: there is none called "
                            + name
                            + "; there are "
                            + String.join(", ", kinds.stream().map(Kind::resource).toList()));
        }
        return found;
    }

    boolean means(Ref ref) {
        return patterns.isEmpty() || patterns.stream().anyMatch(each -> each.means(ref));
    }

    /// {@return whether a watch with this query may tell of any of them}
    boolean concerns(Query query) {
        return patterns.isEmpty() || patterns.stream().anyMatch(each -> each.concerns(query));
    }

    /// {@return whether every notice of such a watch is meant, whatever it tells of}
    boolean wholly(Kind<?> kind) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(each -> each.kind().equals(kind) && each.wholeKind());
    }

    /// {@return whether one of these is meant}
    boolean meansAny(@Nullable Iterable<Ref> refs) {
        if (refs != null) {
            for (var ref : refs) {
                if (means(ref)) {
                    return true;
                }
            }
        }
        return false;
    }
}
