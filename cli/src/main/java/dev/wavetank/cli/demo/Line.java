package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.world.Time;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One thing that a component decided or did.
///
/// @param at the cluster's time
/// @param component who, as shown: `scheduler`, `replicaset`, `kubelet node-1`
/// @param object about what
/// @param decision what, in a few words
/// @param grounds why; may be empty
record Line(Time at, String component, Ref object, String decision, List<String> grounds) {
    private static final Pattern NAMES = Pattern.compile("\\S*[0-9]\\S*");

    Line {
        grounds = List.copyOf(grounds);
    }

    /// {@return the object as `wavetank why` takes it: `pod/web-1`}
    String objectName() {
        return object.kind().name().toLowerCase(Locale.ROOT) + "/" + object.name();
    }

    /// {@return what this has in common with lines that differ in names and numbers only}
    String pattern() {
        return NAMES.matcher(component + " " + object.kind() + " " + decision).replaceAll("#");
    }
}
