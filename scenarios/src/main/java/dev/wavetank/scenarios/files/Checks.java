package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Spans;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tells what is wrong with the fields of one record.
record Checks(Spot spot, Problems problems) {
    private static final Pattern PERCENT = Pattern.compile("100(\\.0*)?|[0-9]{1,2}(\\.[0-9]+)?");

    Checks in(String field) {
        return new Checks(spot.member(field), problems);
    }

    /// @param why what asks for something else: `mode fixed`
    void wrong(String field, Object found, String why, String allowed) {
        var json = found instanceof String text ? Words.quoted(text) : String.valueOf(found);
        problems.at(
                spot.member(field),
                "found " + json + "; " + (why.isEmpty() ? "" : why + " ") + "needs " + allowed);
    }

    void needed(String field, @Nullable Object value, String why) {
        if (value == null) {
            problems.at(spot.member(field), "is missing; " + why + " needs it");
        }
    }

    /// @param namesAndValues names, each followed by its value
    void any(String why, @Nullable Object... namesAndValues) {
        var names = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                return;
            }
            names.add(String.valueOf(namesAndValues[i]));
        }
        problems.at(spot, why + " needs at least one of " + Words.or(names));
    }

    void positive(String field, @Nullable Duration span) {
        if (span != null && !span.isPositive()) {
            wrong(field, Spans.write(span), "it", "more than 0s");
        }
    }

    void notNegative(String field, @Nullable Duration span) {
        if (span != null && span.isNegative()) {
            wrong(field, Spans.write(span), "it", "0s or more");
        }
    }

    void notZero(String field, Duration span) {
        if (span.isZero()) {
            wrong(field, Spans.write(span), "it", "to be before or after, such as -40s");
        }
    }

    void percent(String field, String text) {
        if (!PERCENT.matcher(text).matches()) {
            wrong(field, text, "it", "percent from 0 to 100, such as \"25\"");
        }
    }

    void word(String field, String found, List<String> allowed) {
        if (!allowed.contains(found)) {
            problems.at(
                    place(field, found),
                    "found " + Words.quoted(found) + Words.allowed(found, allowed));
        }
    }

    /// Tells of a text that is not of this form.
    void form(String field, String found, Pattern form, String allowed) {
        if (!form.matcher(found).matches()) {
            problems.at(
                    place(field, found), "found " + Words.quoted(found) + "; allowed: " + allowed);
        }
    }

    /// {@return the field, or the item of its list that says this}
    private Spot place(String field, String found) {
        var member = spot.member(field);
        return member.items().stream()
                .filter(item -> item.value().equals(new Json.Text(found)))
                .findFirst()
                .orElse(member);
    }
}
