package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Places.Place;

import java.util.ArrayList;
import java.util.List;

/// All that is wrong in the files that are being read.
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /// A value is wrong.
    public void at(Spot spot, String message) {
        at(spot, spot.source().places().ofValue(spot.path()), message);
    }

    /// A member is wrong as such.
    public void atName(Spot member, String message) {
        at(member, member.source().places().ofName(member.path()), message);
    }

    /// Something inside a value is wrong.
    public void at(Spot spot, Place place, String message) {
        found.add(new Problem(spot.source().file(), place, spot.path(), message));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    /// {@return how many there are}
    public int count() {
        return found.size();
    }

    /// {@return all, in the order of the files and of the text}
    public List<Problem> sorted() {
        return found.stream().distinct().sorted().toList();
    }
}
