package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/// A JSON value: immutable, compared by content, numbers kept as they were written.
///
/// Text and bytes are [JsonText]'s business. Objects keep their members sorted by name, so equal
/// values always print the same, which traces, hashes and `resourceVersion` comparisons rely on.
public sealed interface Json {

    /// The value `null`.
    Json NULL = new Null();

    /// The JSON text of this value without white space.
    @Override
    String toString();

    /// `null`, which Kubernetes tells apart from an absent member in patches and custom resources.
    record Null() implements Json {
        @Override
        public String toString() {
            return "null";
        }
    }

    /// `true` or `false`.
    record Bool(boolean value) implements Json {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /// A number as written: `1.50` stays `1.50`.
    record Num(String literal) implements Json {
        public static Num of(long value) {
            return new Num(Long.toString(value));
        }

        /// {@return this number if it is a whole one in the range of a long, else null}
        public @Nullable Long whole() {
            try {
                return Long.valueOf(literal);
            } catch (NumberFormatException notWhole) {
                return null;
            }
        }

        @Override
        public String toString() {
            return literal;
        }
    }

    /// A string.
    record Text(String value) implements Json {
        public Text {
            Objects.requireNonNull(value);
        }

        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /// An array.
    record Arr(List<Json> items) implements Json {
        public static final Arr EMPTY = new Arr(List.of());

        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /// An object: sorted names beside their values, which is the smallest form that is still found
    /// by binary search.
    final class Obj implements Json {
        public static final Obj EMPTY = new Obj(new String[0], new Json[0]);

        private final String[] names;
        private final Json[] values;

        private Obj(String[] names, Json[] values) {
            this.names = names;
            this.values = values;
        }

        /// {@return an object of one member}
        public static Obj of(String name, Json value) {
            return new Obj(new String[] {name}, new Json[] {value});
        }

        public static Builder builder() {
            return new Builder();
        }

        public int size() {
            return names.length;
        }

        public boolean isEmpty() {
            return names.length == 0;
        }

        /// {@return the name at this place, counted from 0 in sorted order}
        public String name(int place) {
            return names[place];
        }

        /// {@return the value at this place, counted from 0 in sorted order}
        public Json value(int place) {
            return values[place];
        }

        public @Nullable Json get(String name) {
            int place = Arrays.binarySearch(names, name);
            return place < 0 ? null : values[place];
        }

        public boolean has(String name) {
            return get(name) != null;
        }

        /// {@return the object under this name; empty when there is none or it is something else}
        public Obj object(String name) {
            return get(name) instanceof Obj object ? object : EMPTY;
        }

        /// {@return the items under this name; none when there is no array}
        public List<Json> array(String name) {
            return get(name) instanceof Arr array ? array.items() : List.of();
        }

        /// {@return the text under this name; empty when there is none or it is something else}
        public String text(String name) {
            return get(name) instanceof Text text ? text.value() : "";
        }

        public void forEach(BiConsumer<String, Json> each) {
            for (int i = 0; i < names.length; i++) {
                each.accept(names[i], values[i]);
            }
        }

        public Obj with(String name, Json value) {
            int place = Arrays.binarySearch(names, name);
            if (place >= 0) {
                Json[] changed = values.clone();
                changed[place] = value;
                return new Obj(names, changed);
            }
            int at = -place - 1;
            var moreNames = new String[names.length + 1];
            var moreValues = new Json[names.length + 1];
            System.arraycopy(names, 0, moreNames, 0, at);
            System.arraycopy(values, 0, moreValues, 0, at);
            moreNames[at] = name;
            moreValues[at] = value;
            System.arraycopy(names, at, moreNames, at + 1, names.length - at);
            System.arraycopy(values, at, moreValues, at + 1, names.length - at);
            return new Obj(moreNames, moreValues);
        }

        public Obj with(String name, String value) {
            return with(name, new Text(value));
        }

        public Obj without(String name) {
            if (!has(name)) {
                return this;
            }
            var left = builder();
            forEach((each, value) -> {
                if (!each.equals(name)) {
                    left.put(each, value);
                }
            });
            return left.build();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Obj object
                    && Arrays.equals(names, object.names)
                    && Arrays.equals(values, object.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return JsonText.write(this);
        }

        /// Gathers members in any order; of a name put twice the last value stays, as in Go.
        public static final class Builder {
            private String[] names = new String[8];
            private Json[] values = new Json[8];
            private int size;

            private Builder() {}

            public Builder put(String name, Json value) {
                int place = place(name);
                if (place >= 0) {
                    values[place] = value;
                    return this;
                }
                int at = -place - 1;
                if (size == names.length) {
                    names = Arrays.copyOf(names, size * 2);
                    values = Arrays.copyOf(values, size * 2);
                }
                System.arraycopy(names, at, names, at + 1, size - at);
                System.arraycopy(values, at, values, at + 1, size - at);
                names[at] = name;
                values[at] = value;
                size++;
                return this;
            }

            public Builder put(String name, String value) {
                return put(name, new Text(value));
            }

            public Builder put(String name, long value) {
                return put(name, Num.of(value));
            }

            /// Members most often come sorted already, so the end is looked at first.
            private int place(String name) {
                return size == 0 || names[size - 1].compareTo(name) < 0
                        ? -size - 1
                        : Arrays.binarySearch(names, 0, size, name);
            }

            public Obj build() {
                return size == 0
                        ? EMPTY
                        : new Obj(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
            }
        }
    }
}
