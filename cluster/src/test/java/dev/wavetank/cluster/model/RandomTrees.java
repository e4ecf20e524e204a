package dev.wavetank.cluster.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Trees that fit a record: any of its members, of the right type, and some that it does not know.
final class RandomTrees {
    private final Random chance;

    RandomTrees(long seed) {
        chance = new Random(seed);
    }

    Json.Obj object(Class<?> type, int depth) {
        var object = Json.Obj.builder();
        boolean keepsRest = false;
        for (RecordComponent component : type.getRecordComponents()) {
            var wire = component.getAnnotation(Wire.class);
            String name =
                    wire == null || wire.value().isEmpty() ? component.getName() : wire.value();
            if (name.equals("rest")) {
                keepsRest = true;
            } else if (chance.nextInt(3) > 0) {
                boolean text = wire != null && wire.text();
                object.put(
                        name,
                        text
                                ? new Json.Text("" + chance.nextInt(99))
                                : value(component.getGenericType(), depth));
            }
        }
        if (keepsRest && chance.nextBoolean()) {
            object.put("aUnknown" + chance.nextInt(9), anything(3));
            object.put("zUnknown", anything(3));
        }
        return object.build();
    }

    private Json value(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            int size = chance.nextInt(3);
            if (generic.getRawType() == List.class) {
                return new Json.Arr(
                        IntStream.range(0, size)
                                .mapToObj(i -> value(arguments[0], depth + 1))
                                .toList());
            }
            assert generic.getRawType() == SortedMap.class;
            var object = Json.Obj.builder();
            for (int i = 0; i < size; i++) {
                object.put("key" + chance.nextInt(9), value(arguments[1], depth + 1));
            }
            return object.build();
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return new Json.Text(chance.nextInt(4) == 0 ? "" : "text" + chance.nextInt(99));
        } else if (plain == boolean.class || plain == Boolean.class) {
            return new Json.Bool(chance.nextBoolean());
        } else if (plain == int.class
                || plain == Integer.class
                || plain == long.class
                || plain == Long.class) {
            return Json.Num.of(chance.nextInt(3));
        } else if (plain == IntOrString.class) {
            return chance.nextBoolean() ? Json.Num.of(chance.nextInt(9)) : new Json.Text("25%");
        } else if (plain == Quantity.class) {
            return new Json.Text(chance.nextInt(99) + "Mi");
        } else if (plain == Instant.class) {
            return new Json.Text(Timestamps.seconds(instant()));
        } else if (plain == MicroTime.class) {
            return new Json.Text(Timestamps.micros(instant()));
        }
        return plain.isRecord() ? object(plain, depth + 1) : anything(3);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(chance.nextInt(2_000_000_000), chance.nextInt(1000) * 1000L);
    }

    /// Any JSON but `null`, which counts as absent.
    private Json anything(int depth) {
        return switch (chance.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> new Json.Text("any" + chance.nextInt(9));
            case 1 -> new Json.Num("1.50");
            case 2 -> new Json.Bool(true);
            case 3 -> new Json.Arr(List.of(anything(depth - 1), Json.NULL));
            default -> Json.Obj.of("member" + chance.nextInt(9), anything(depth - 1));
        };
    }
}
