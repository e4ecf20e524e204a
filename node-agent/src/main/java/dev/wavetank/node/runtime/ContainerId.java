package dev.wavetank.node.runtime;

/// One run of a container.
///
/// @param uid the pod's
/// @param name the container's
/// @param attempt counts the restarts, from 0
public record ContainerId(String uid, String name, int attempt) {
    @Override
    public String toString() {
        return uid + "/" + name + "/" + attempt;
    }
}
