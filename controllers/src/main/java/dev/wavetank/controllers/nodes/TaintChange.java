package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Taint;

import java.util.ArrayList;
import java.util.List;

/// What becomes different about a node's taints, for those who ask why.
///
/// @param added what it has from now on, as `key:effect`
/// @param removed what it has no longer
record TaintChange(List<String> added, List<String> removed) {
    TaintChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static TaintChange of(Node node, List<Taint> taints) {
        var before = node.spec().taints().stream().map(Taint::toString).toList();
        var after = taints.stream().map(Taint::toString).toList();
        return new TaintChange(
                after.stream().filter(taint -> !before.contains(taint)).toList(),
                before.stream().filter(taint -> !after.contains(taint)).toList());
    }

    String decision() {
        if (removed.isEmpty()) {
            return "tainting it";
        }
        return added.isEmpty() ? "taking its taints away" : "changing its taints";
    }

    List<String> describe(Node node) {
        var words = new ArrayList<String>();
        if (!removed.isEmpty() && node.ready()) {
            words.add("it is Ready");
        }
        added.forEach(taint -> words.add("added " + taint));
        removed.forEach(taint -> words.add("removed " + taint));
        return words;
    }
}
