package dev.wavetank.apiserver.contract;

import java.util.List;

/// An API group.
///
/// @param name "" for the core group
/// @param versions the preferred one first
public record Group(String name, List<String> versions) {
    public Group {
        versions = List.copyOf(versions);
    }

    /// {@return `v1`, or `apps/v1` for a group other than the core one}
    public String apiVersion(String version) {
        return name.isEmpty() ? version : name + "/" + version;
    }
}
