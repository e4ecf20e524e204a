package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.HostPort;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// All nodes and what their pods take, in flat arrays: one row a node, one column a resource.
///
/// Mutable and private to one scheduler. It is told each difference between two states and then
/// equals what it would be if it were built from the later one alone; [#snapshot] makes that
/// comparable. Pods may come before their node: a row without a node counts for nothing but keeps
/// what its pods take.
public final class NodeTable {
    /// The column of CPU, in thousandths of a core.
    public static final int CPU = 0;

    /// The column of memory, in bytes.
    public static final int MEMORY = 1;

    private static final Taint[] NO_TAINTS = {};

    private final TreeMap<String, Integer> columns = new TreeMap<>();
    private final ArrayList<String> resources = new ArrayList<>();
    private final TreeMap<String, Integer> rows = new TreeMap<>();
    private final ArrayList<Integer> freeRows = new ArrayList<>();
    private int capacity = 16;
    private long[][] allocatable = {};
    private long[][] requested = {};
    private long[] scoredCpu = new long[capacity];
    private long[] scoredMemory = new long[capacity];
    private long[] hashes = new long[capacity];
    private int[] pods = new int[capacity];
    private Priorities[] priorities = Priorities.some(capacity);
    private boolean[] cordoned = new boolean[capacity];
    private @Nullable Node[] nodes = new @Nullable Node[capacity];
    private String[] names = new String[capacity];
    private Taint[][] repelling = new Taint[capacity][];
    private Taint[][] discouraging = new Taint[capacity][];
    private ArrayList<HostPort>[] ports = lists(capacity);
    private final NodeImages images = new NodeImages();
    private final Guests guests = new Guests();
    private final TreeMap<String, Domains> domains = new TreeMap<>();
    private long version;
    private int[] order = {};
    private boolean ordered = true;

    public NodeTable() {
        column(Demand.CPU);
        column(Demand.MEMORY);
        column(Demand.EPHEMERAL_STORAGE);
        column(Demand.PODS);
    }

    /// Takes in a change of a node or of a pod; others are of no interest.
    public void apply(Change change) {
        if (change.object() instanceof Node node) {
            put(node.meta().name(), (Node) change.after());
        } else if (change.object() instanceof Pod) {
            var before = (Pod) change.before();
            var after = (Pod) change.after();
            if (before != null
                    && after != null
                    && counted(before)
                    && counted(after)
                    && before.deleting() == after.deleting()
                    && before.spec().equals(after.spec())
                    && before.meta().labels().equals(after.meta().labels())) {
                return;
            }
            if (before != null && counted(before)) {
                place(before, -1);
                forgetIfEmpty(before.spec().nodeName());
            }
            if (after != null && counted(after)) {
                place(after, 1);
            }
        }
    }

    private void place(Pod pod, int sign) {
        int row = row(pod.spec().nodeName());
        add(row, pod, Demand.of(pod), sign);
        priorities[row].add(Priorities.of(pod), sign);
    }

    /// {@return whether the pod takes room on a node: it is bound, and has not ended}
    public static boolean counted(Pod pod) {
        return !pod.spec().nodeName().isEmpty() && !pod.finished();
    }

    private void put(String name, @Nullable Node node) {
        int row = row(name);
        Node before = nodes[row];
        nodes[row] = node;
        ordered &= (before == null) == (node == null);
        if (before == null
                || node == null
                || !before.meta().labels().equals(node.meta().labels())) {
            domains.clear();
            version++;
        }
        if (node == null || before == null || !sameImages(before, node)) {
            images.put(row, node);
        }
        if (node == null) {
            forgetIfEmpty(name);
            return;
        }
        if (before == null || !before.status().allocatable().equals(node.status().allocatable())) {
            for (long[] column : allocatable) {
                column[row] = 0;
            }
            node.status()
                    .allocatable()
                    .forEach((resource, amount) -> {
                        // Before the array is looked up: a new column makes a new one.
                        int column = column(resource);
                        allocatable[column][row] = Demand.count(resource, amount);
                    });
        }
        cordoned[row] = node.spec().unschedulable();
        if (before == null || !before.spec().taints().equals(node.spec().taints())) {
            repelling[row] = taints(node, false);
            discouraging[row] = taints(node, true);
        }
    }

    private static boolean sameImages(Node one, Node other) {
        return Objects.equals(
                one.status().rest().get("images"), other.status().rest().get("images"));
    }

    private static Taint[] taints(Node node, boolean preferring) {
        var found = new ArrayList<Taint>();
        for (var taint : node.spec().taints()) {
            if (taint.effect().equals("PreferNoSchedule") == preferring) {
                found.add(taint);
            }
        }
        return found.isEmpty() ? NO_TAINTS : found.toArray(Taint[]::new);
    }

    /// Lets a pod take its place on a node, or give it back.
    ///
    /// @param sign 1 or -1
    public void add(int row, Pod pod, Demand demand, int sign) {
        version++;
        guests.add(row, pod, sign);
        demand.amounts()
                .forEach((resource, amount) -> {
                    int column = column(resource);
                    requested[column][row] += sign * amount;
                });
        scoredCpu[row] += sign * demand.scoredCpu();
        scoredMemory[row] += sign * demand.scoredMemory();
        pods[row] += sign;
        for (var port : demand.ports()) {
            if (sign > 0) {
                ports[row].add(port);
            } else {
                ports[row].remove(port);
            }
        }
    }

    /// {@return the column of a resource}
    public int column(String resource) {
        Integer known = columns.get(resource);
        if (known != null) {
            return known;
        }
        int column = resources.size();
        columns.put(resource, column);
        resources.add(resource);
        allocatable = Arrays.copyOf(allocatable, column + 1);
        requested = Arrays.copyOf(requested, column + 1);
        allocatable[column] = new long[capacity];
        requested[column] = new long[capacity];
        return column;
    }

    private int row(String name) {
        Integer known = rows.get(name);
        if (known != null) {
            return known;
        }
        int row = freeRows.isEmpty() ? rows.size() : freeRows.removeLast();
        if (row == capacity) {
            grow();
        }
        rows.put(name, row);
        names[row] = name;
        hashes[row] = Ties.hash(name);
        return row;
    }

    private void forgetIfEmpty(String name) {
        Integer row = rows.get(name);
        if (row != null && nodes[row] == null && pods[row] == 0) {
            rows.remove(name);
            freeRows.add(row);
        }
    }

    private void grow() {
        capacity *= 2;
        for (int column = 0; column < resources.size(); column++) {
            allocatable[column] = Arrays.copyOf(allocatable[column], capacity);
            requested[column] = Arrays.copyOf(requested[column], capacity);
        }
        scoredCpu = Arrays.copyOf(scoredCpu, capacity);
        scoredMemory = Arrays.copyOf(scoredMemory, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        pods = Arrays.copyOf(pods, capacity);
        priorities = Priorities.more(priorities, capacity);
        cordoned = Arrays.copyOf(cordoned, capacity);
        nodes = Arrays.copyOf(nodes, capacity);
        names = Arrays.copyOf(names, capacity);
        repelling = Arrays.copyOf(repelling, capacity);
        discouraging = Arrays.copyOf(discouraging, capacity);
        var old = ports;
        ports = lists(capacity);
        System.arraycopy(old, 0, ports, 0, old.length);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayList<HostPort>[] lists(int size) {
        ArrayList<HostPort>[] lists = new ArrayList[size];
        Arrays.setAll(lists, _ -> new ArrayList<HostPort>(0));
        return lists;
    }

    /// {@return the rows that have a node, sorted by its name; not to be changed}
    public int[] order() {
        if (!ordered) {
            order =
                    rows.values().stream()
                            .mapToInt(Integer::intValue)
                            .filter(row -> nodes[row] != null)
                            .toArray();
            ordered = true;
        }
        return order;
    }

    /// {@return the row of a node, or -1 when there is none of this name}
    public int rowOf(String name) {
        Integer row = rows.get(name);
        return row == null || nodes[row] == null ? -1 : row;
    }

    public Node node(int row) {
        return Objects.requireNonNull(nodes[row]);
    }

    public String name(int row) {
        return names[row];
    }

    public long hash(int row) {
        return hashes[row];
    }

    public long allocatable(int column, int row) {
        return allocatable[column][row];
    }

    public long requested(int column, int row) {
        return requested[column][row];
    }

    /// {@return what the node's pods ask for, as scoring counts it: see [Demand#scoredCpu]}
    public long scoredCpu(int row) {
        return scoredCpu[row];
    }

    /// {@return what the node's pods ask for, as scoring counts it: see [Demand#scoredMemory]}
    public long scoredMemory(int row) {
        return scoredMemory[row];
    }

    /// {@return whether new pods are kept off the node}
    public boolean cordoned(int row) {
        return cordoned[row];
    }

    /// {@return the taints with effect NoSchedule or NoExecute; not to be changed}
    public Taint[] repelling(int row) {
        return repelling[row];
    }

    /// {@return the taints with effect PreferNoSchedule; not to be changed}
    public Taint[] discouraging(int row) {
        return discouraging[row];
    }

    /// {@return whether a pod on the node has a lower priority than this}
    public boolean yields(int row, int priority) {
        return priorities[row].anyBelow(priority);
    }

    public List<HostPort> ports(int row) {
        return ports[row];
    }

    /// {@return the pods on the nodes}
    public Guests guests() {
        return guests;
    }

    /// {@return which nodes are near to each other by a label}
    public Domains domains(String label) {
        return domains.computeIfAbsent(label, each -> Domains.by(each, this));
    }

    /// {@return a number that changes whenever a pod comes to a node or leaves it, or nodes change
    /// their labels}
    public long version() {
        return version;
    }

    /// {@return which images the nodes have}
    public NodeImages images() {
        return images;
    }

    /// {@return every row's content by name, to compare two tables by}
    public SortedMap<String, String> snapshot() {
        return snapshot(guests.asked());
    }

    /// {@return every row's content by name, with what these selections count}
    public SortedMap<String, String> snapshot(List<Selection> asked) {
        var all = new TreeMap<String, String>();
        rows.forEach((name, row) -> all.put(name, content(row, nodes[row], asked)));
        return all;
    }

    private String content(int row, @Nullable Node node, List<Selection> asked) {
        var amounts = new TreeMap<String, String>();
        for (int column = 0; column < resources.size(); column++) {
            long has = node == null ? 0 : allocatable[column][row];
            long taken = requested[column][row];
            if (has != 0 || taken != 0) {
                amounts.put(resources.get(column), taken + "/" + has);
            }
        }
        return String.join(
                " ",
                node == null ? "no node" : "revision " + node.meta().resourceVersion(),
                amounts.toString(),
                pods[row]
                        + " pods of priorities "
                        + priorities[row]
                        + ", scored "
                        + scoredCpu[row]
                        + " "
                        + scoredMemory[row],
                images.content(row),
                guests.content(row, asked),
                ports[row].stream().map(HostPort::toString).sorted().toList().toString(),
                node == null
                        ? ""
                        : cordoned[row]
                                + Arrays.toString(repelling[row])
                                + Arrays.toString(discouraging[row]));
    }
}
