package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// How long a container's hooks take: those that sleep, natively or by a command; others no time.
final class Hook {
    private static final Pattern SLEEP =
            Pattern.compile("(?:^|[ /;&])sleep ([0-9]{1,6}(?:\\.[0-9]{1,3})?)(?:s?)(?:$|[ ;&])");

    private Hook() {}

    static Duration postStart(Container spec) {
        return takes(spec, "postStart");
    }

    static Duration preStop(Container spec) {
        return takes(spec, "preStop");
    }

    private static Duration takes(Container spec, String when) {
        var hook = spec.rest().object("lifecycle").object(when);
        if (hook.object("sleep").get("seconds") instanceof Json.Num seconds
                && seconds.whole() != null) {
            return Duration.ofSeconds(seconds.whole());
        }
        var words = new StringBuilder();
        for (Json word : hook.object("exec").array("command")) {
            words.append(word instanceof Json.Text text ? text.value() : "").append(' ');
        }
        var sleep = SLEEP.matcher(words.toString().strip());
        return sleep.find()
                ? Duration.ofMillis(new BigDecimal(sleep.group(1)).movePointRight(3).longValue())
                : Duration.ZERO;
    }
}
