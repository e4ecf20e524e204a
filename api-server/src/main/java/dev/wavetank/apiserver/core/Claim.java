package dev.wavetank.apiserver.core;

/// Who comes to own what a write changes, for managed fields.
public sealed interface Claim {
    /// A client writes: it owns what it changes, from the object's creation on.
    ///
    /// @param manager what it calls itself
    /// @param subresource through which it writes; "" for the object itself
    record Client(String manager, String subresource) implements Claim {}

    /// A component writes: it owns what it changes where somebody owns anything already. What
    /// components make by the thousand has no owners, and costs nothing.
    record Component(String manager) implements Claim {}

    /// Server-side apply: the object carries who owns what.
    record Applied() implements Claim {}

    /// {@return the claim of a component, under the name that upstream's has}
    ///
    /// @param author its session
    static Claim of(String author) {
        if (author.startsWith("kubelet")) {
            return new Component("kubelet");
        } else if (author.startsWith("scheduler")) {
            return new Component("kube-scheduler");
        }
        return new Component(author.isEmpty() ? "kube-apiserver" : "kube-controller-manager");
    }
}
