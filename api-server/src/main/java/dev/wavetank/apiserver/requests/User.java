package dev.wavetank.apiserver.requests;

import java.util.List;

/// Who asks, as the client certificate or the Unix socket says.
public record User(String name, List<String> groups) {
    /// Nobody in particular: sees versions and health only.
    public static final User ANONYMOUS =
            new User("system:anonymous", List.of("system:unauthenticated"));

    public User {
        groups = List.copyOf(groups);
    }
}
