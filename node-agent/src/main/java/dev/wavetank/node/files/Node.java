package dev.wavetank.node.files;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A file or a directory.
public sealed interface Node {
    int mode();

    Instant changed();

    /// A file with its bytes.
    ///
    /// @param mode the permission bits
    record Regular(byte[] bytes, int mode, Instant changed) implements Node {}

    /// A directory; the same object wherever it is mounted.
    final class Directory implements Node {
        /// As `mkdir` makes them.
        static final int MODE = 0755;

        final TreeMap<String, Node> entries = new TreeMap<>();
        private final boolean readOnly;
        private final Instant changed;

        public Directory(boolean readOnly, Instant changed) {
            this.readOnly = readOnly;
            this.changed = changed;
        }

        @Override
        public int mode() {
            return MODE;
        }

        @Override
        public Instant changed() {
            return changed;
        }

        boolean readOnly() {
            return readOnly;
        }

        /// {@return what is in it, by name}
        public SortedMap<String, Node> entries() {
            return Collections.unmodifiableSortedMap(entries);
        }

        /// Puts something into it, making the directories on the way.
        ///
        /// @param path relative, such as `a/b.txt`
        public void put(String path, Node node) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                entries.put(path, node);
                return;
            }
            var below =
                    entries.computeIfAbsent(
                            path.substring(0, slash), _ -> new Directory(readOnly, changed));
            if (below instanceof Directory directory) {
                directory.put(path.substring(slash + 1), node);
            }
        }

        /// {@return the bytes of all files in it and below}
        long size() {
            long size = 0;
            for (var each : entries.values()) {
                size +=
                        switch (each) {
                            case Regular file -> file.bytes().length;
                            case Directory directory -> directory.size();
                        };
            }
            return size;
        }
    }
}
