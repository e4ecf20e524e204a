package dev.wavetank.node.files;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a container sees as its file system: a writable layer of its own, and mounts in it.
///
/// Paths are absolute. What was written lives as long as the layer or the mounted directory.
public final class FileTree {
    /// Of a layer and of all it mounts together, in bytes. Chosen: enough to copy a program, and a
    /// thousand containers do not fill a laptop.
    public static final long SIZE_MAX = 32L << 20;

    private final Node.Directory root;
    private final TreeMap<String, Node> mounts;

    /// @param root the container's own layer
    /// @param mounts files and directories by the path at which they appear
    public FileTree(Node.Directory root, Map<String, Node> mounts) {
        this.root = root;
        this.mounts = new TreeMap<>(mounts);
        for (String path : this.mounts.keySet()) {
            var at = root;
            for (String step : steps(path)) {
                at =
                        at.entries.computeIfAbsent(
                                                step,
                                                _ -> new Node.Directory(false, root.changed()))
                                        instanceof Node.Directory directory
                                ? directory
                                : at;
            }
        }
    }

    /// {@return the path without `.`, `..` and doubled slashes, absolute}
    ///
    /// @param from where a relative path begins
    public static String resolve(String from, String path) {
        var steps = new ArrayList<String>();
        for (String step : ((path.startsWith("/") ? "" : from) + "/" + path).split("/", -1)) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.removeLast();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        for (String step : path.split("/", -1)) {
            if (!step.isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /// {@return the last step of a path}
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// {@return what is at this path, or null}
    ///
    /// @throws FileProblem when the way there leads through a file
    public @Nullable Node find(String path) {
        Node at = mounts.getOrDefault("/", root);
        var walked = new StringBuilder();
        for (String step : steps(path)) {
            if (!(at instanceof Node.Directory directory)) {
                throw new FileProblem(FileProblem.NOT_A_DIRECTORY);
            }
            walked.append('/').append(step);
            Node mounted = mounts.get(walked.toString());
            at = mounted != null ? mounted : directory.entries.get(step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /// {@return what is at this path}
    ///
    /// @throws FileProblem when nothing is
    public Node get(String path) {
        Node found = find(path);
        if (found == null) {
            throw new FileProblem(FileProblem.MISSING);
        }
        return found;
    }

    /// {@return the names in a directory, mounted ones among them}
    public List<String> names(String path) {
        return get(path) instanceof Node.Directory directory
                ? List.copyOf(directory.entries.keySet())
                : List.of(name(path));
    }

    /// {@return the bytes of a file}
    ///
    /// @throws FileProblem when there is none
    public byte[] read(String path) {
        return switch (get(path)) {
            case Node.Regular file -> file.bytes();
            case Node.Directory _ -> throw new FileProblem(FileProblem.A_DIRECTORY);
        };
    }

    /// Makes a file hold these bytes.
    ///
    /// @throws FileProblem when it cannot be written, or too much is there
    public void write(String path, byte[] bytes, int mode, Instant now) {
        if (mounts.get(path) instanceof Node.Regular) {
            throw new FileProblem(FileProblem.READ_ONLY);
        }
        var directory = writable(parent(path));
        Node before = directory.entries.get(name(path));
        if (before instanceof Node.Directory || path.equals("/")) {
            throw new FileProblem(FileProblem.A_DIRECTORY);
        }
        long replaced = before instanceof Node.Regular file ? file.bytes().length : 0;
        if (size() - replaced + bytes.length > SIZE_MAX) {
            throw new FileProblem(FileProblem.FULL);
        }
        directory.entries.put(name(path), new Node.Regular(bytes, mode, now));
    }

    private long size() {
        long size = root.size();
        for (Node each : mounts.values()) {
            size += each instanceof Node.Directory directory ? directory.size() : 0;
        }
        return size;
    }

    /// Makes a directory.
    ///
    /// @param parents whether to make those on the way, too, and to be content with one that is
    ///   there
    /// @throws FileProblem when it cannot be
    public void makeDirectory(String path, boolean parents, Instant now) {
        Node there = find(path);
        if (there != null) {
            if (!parents || !(there instanceof Node.Directory)) {
                throw new FileProblem(FileProblem.EXISTS);
            }
            return;
        }
        if (parents) {
            makeDirectory(parent(path), true, now);
        }
        writable(parent(path)).entries.put(name(path), new Node.Directory(false, now));
    }

    private Node.Directory writable(String path) {
        if (!(get(path) instanceof Node.Directory directory)) {
            throw new FileProblem(FileProblem.NOT_A_DIRECTORY);
        } else if (directory.readOnly()) {
            throw new FileProblem(FileProblem.READ_ONLY);
        }
        return directory;
    }

    /// Removes a file or a directory.
    ///
    /// @param all whether a directory goes with all that is in it
    /// @throws FileProblem when it cannot be
    public void remove(String path, boolean all) {
        Node there = get(path);
        if (path.equals("/") || mountedAtOrBelow(path)) {
            throw new FileProblem(FileProblem.BUSY);
        }
        var directory = writable(parent(path));
        if (there instanceof Node.Directory && !all) {
            throw new FileProblem(FileProblem.A_DIRECTORY);
        }
        directory.entries.remove(name(path));
    }

    private boolean mountedAtOrBelow(String path) {
        return mounts.keySet().stream()
                .anyMatch(each -> each.equals(path) || each.startsWith(path + "/"));
    }
}
