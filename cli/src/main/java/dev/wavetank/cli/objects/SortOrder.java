package dev.wavetank.cli.objects;

import dev.wavetank.cli.jsonpath.JsonPath;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The order of `--sort-by`: by the value at a path; objects without one come first.
///
/// Numbers by size, amounts such as `250m` and `1Gi` too, other texts so that `web-2` is before
/// `web-10`, as in kubectl.
record SortOrder(String text, JsonPath path) {
    static SortOrder read(String text) {
        try {
            return new SortOrder(text, JsonPath.path(text));
        } catch (Malformed wrong) {
            throw Failure.usage(
                    "--sort-by: " + wrong.getMessage(),
                    "write it like .metadata.creationTimestamp");
        }
    }

    /// {@return these sorted}
    ///
    /// @param object what of each one the path goes through
    <T> List<T> sorted(List<T> items, Function<T, Json.Obj> object) {
        if (!items.isEmpty()
                && items.stream().allMatch(each -> value(object.apply(each)) == null)) {
            throw Failure.usage(
                    "couldn't find any field with path \"{" + text + "}\" in the list of objects",
                    "see the fields: wavetank get ... -o yaml");
        }
        Comparator<T> order =
                Comparator.comparing(
                        each -> value(object.apply(each)),
                        Comparator.nullsFirst(SortOrder::compare));
        return items.stream().sorted(order).toList();
    }

    private @Nullable Json value(Json.Obj object) {
        List<Json> found = path.find(object);
        return found.isEmpty() || found.getFirst().equals(Json.NULL) ? null : found.getFirst();
    }

    private static int compare(Json left, Json right) {
        if (left instanceof Json.Num(String a) && right instanceof Json.Num(String b)) {
            return new BigDecimal(a).compareTo(new BigDecimal(b));
        }
        if (left instanceof Json.Text(String a) && right instanceof Json.Text(String b)) {
            Quantity first = quantity(a);
            Quantity second = quantity(b);
            return first == null || second == null ? natural(a, b) : first.compareTo(second);
        }
        if (left instanceof Json.Bool(boolean a) && right instanceof Json.Bool(boolean b)) {
            return Boolean.compare(a, b);
        }
        throw Failure.usage(
                "--sort-by: " + left + " and " + right + " have no order",
                "choose a field that has one value of one type");
    }

    private static @Nullable Quantity quantity(String text) {
        try {
            return Quantity.of(text);
        } catch (Malformed none) {
            return null;
        }
    }

    private static int natural(String a, String b) {
        String[] left = a.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        String[] right = b.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d+") && right[i].matches("\\d+");
            int order =
                    numbers
                            ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
                            : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length - right.length;
    }
}
