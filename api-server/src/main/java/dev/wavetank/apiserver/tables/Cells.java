package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelRequirement;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The cells that several kinds share.
final class Cells {
    static final String NONE = "<none>";
    private static final String UNKNOWN = "<unknown>";
    static final String UNSET = "<unset>";

    private Cells() {}

    static Json text(String value) {
        return new Json.Text(value);
    }

    static Json number(long value) {
        return Json.Num.of(value);
    }

    static Json name(Resource object) {
        return text(object.meta().name());
    }

    static Json age(Resource object, Instant now) {
        return text(since(object.meta().creationTimestamp(), now));
    }

    /// {@return how long ago this was, such as `5m`; `<unknown>` for no time}
    static String since(@Nullable Instant time, Instant now) {
        return time == null ? UNKNOWN : human(Duration.between(time, now));
    }

    /// The duration in its one or two largest units, as apimachinery's `HumanDuration` has it: a
    /// second unit only where the first alone would say too little.
    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        } else if (seconds < 0) {
            return "0s";
        } else if (seconds < 60 * 2) {
            return seconds + "s";
        }
        long minutes = duration.toMinutes();
        if (minutes < 10) {
            return both(minutes, "m", seconds % 60, "s");
        } else if (minutes < 60 * 3) {
            return minutes + "m";
        }
        long hours = duration.toHours();
        if (hours < 8) {
            return both(hours, "h", minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (hours < 24 * 8) {
            return both(days, "d", hours % 24, "h");
        } else if (hours < 24 * 365 * 2) {
            return days + "d";
        }
        long years = days / 365;
        return hours < 24 * 365 * 8 ? both(years, "y", days % 365, "d") : years + "y";
    }

    private static String both(long large, String unit, long small, String smaller) {
        return small == 0 ? large + unit : large + unit + small + smaller;
    }

    /// {@return labels as `a=b,c=d`}
    static String labels(SortedMap<String, String> labels) {
        return labels.isEmpty() ? NONE : joined(labels);
    }

    private static String joined(SortedMap<String, String> labels) {
        var parts = new ArrayList<String>();
        labels.forEach((key, value) -> parts.add(key + "=" + value));
        return String.join(",", parts);
    }

    /// {@return a selector as clients write it; sorted by key}
    static String selector(LabelSelector selector) {
        var parts = new ArrayList<String>();
        selector.matchLabels().forEach((key, value) -> parts.add(key + "=" + value));
        for (LabelRequirement requirement : selector.matchExpressions()) {
            String values =
                    "(" + String.join(",", requirement.values().stream().sorted().toList()) + ")";
            parts.add(
                    switch (requirement.operator()) {
                        case "In" -> requirement.key() + " in " + values;
                        case "NotIn" -> requirement.key() + " notin " + values;
                        case "Exists" -> requirement.key();
                        case "DoesNotExist" -> "!" + requirement.key();
                        default -> requirement.key() + " " + requirement.operator() + " " + values;
                    });
        }
        parts.sort(null);
        return parts.isEmpty() ? NONE : String.join(",", parts);
    }

    /// {@return at most so many of these, and how many more there are}
    static String firstOf(List<String> items, int most) {
        if (items.isEmpty()) {
            return UNSET;
        }
        return items.size() <= most
                ? String.join(",", items)
                : String.join(",", items.subList(0, most))
                        + " + "
                        + (items.size() - most)
                        + " more...";
    }

    static String orNone(String value) {
        return value.isEmpty() ? NONE : value;
    }
}
