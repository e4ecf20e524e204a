package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.sight.FaultRecord;

import java.time.Duration;
import java.util.ArrayList;

/// Draws a run on the cluster's clock, lane under lane: phases, faults, events, availability, nodes
/// and pods.
final class Chart {
    static final double LEFT = 190;
    static final double WIDTH = 1000;
    static final double RIGHT = 24;

    /// Chosen: a page of more bars than this is no longer read.
    private static final int FAULT_ROWS_MAX = 40;

    /// Chosen: so many labels still fit into the rows; more bars go without.
    private static final int LABELS_MAX = 100;

    private static final double TICKS_APART = 58;
    private static final double MARK = 10;
    private static final double QUIET_TEXT_MIN = 40;

    private final Result result;
    private final Axis axis;
    private final Svg svg = new Svg();
    private double y = 16;

    private Chart(Result result) {
        this.result = result;
        axis = new Axis(result, WIDTH);
    }

    /// {@return the drawing as SVG}
    static String of(Result result) {
        var chart = new Chart(result);
        return chart.draw();
    }

    private String draw() {
        double top = y;
        clock();
        phases();
        faults();
        events();
        var bands = new Bands(result, svg, this::x);
        y = bands.draw(y);
        double bottom = y + 4;
        var quiet = new Svg();
        for (var each : axis.quiet()) {
            String said = Spoken.duration(Duration.ofMillis(Math.round(each.seconds() * 1000)));
            quiet.bar(
                    "quiet",
                    LEFT + each.from(),
                    top + 8,
                    each.to() - each.from(),
                    bottom - top - 8,
                    "quiet for " + said + ", drawn shorter");
        }
        return Svg.behind(quiet, svg).whole(LEFT + WIDTH + RIGHT, bottom);
    }

    private double x(Time time) {
        return LEFT + axis.at(time);
    }

    private void clock() {
        for (long tick : axis.ticks(TICKS_APART)) {
            double at = x(new Time(result.ended().wall(), tick));
            svg.line("tick", at, y, at, y + 5);
            String clock = Spoken.clock(tick);
            svg.text("clock", at, y - 3, clock.substring(0, clock.length() - 2));
        }
        svg.text("lane", 8, y, "clock");
        svg.line("axis", LEFT, y, LEFT + WIDTH, y);
        for (var each : axis.quiet()) {
            if (each.to() - each.from() >= QUIET_TEXT_MIN) {
                long seconds = Math.round(each.seconds());
                String said = Spoken.duration(Duration.ofSeconds(seconds)).replace(".0", "");
                double middle = LEFT + (each.from() + each.to()) / 2;
                svg.text("pause", middle, y + 15, "⋯ " + said);
            }
        }
        y += 22;
    }

    private void phases() {
        svg.text("lane", 8, y + 12, "phases");
        var phases =
                result.timeline().stream()
                        .filter(entry -> entry.sort() == Entry.Sort.PHASE)
                        .toList();
        for (int i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            var end = i + 1 < phases.size() ? phases.get(i + 1).at() : result.ended();
            double from = x(phase.at());
            double width = x(end) - from;
            String title = Spoken.clock(phase.at().nanos()) + " " + phase.sentence();
            svg.bar("phase phase" + i % 2, from, y, width, 17, title);
            if (width > 6.2 * phase.text().length() + 8) {
                svg.text("inside", from + 5, y + 12, phase.text());
            }
        }
        y += 23;
    }

    /// Faults beside each other in time share a row as long as they do not meet.
    private void faults() {
        if (result.faults().isEmpty()) {
            return;
        }
        svg.text("lane", 8, y + 12, "faults");
        var free = new ArrayList<Double>();
        boolean labelled = result.faults().size() <= LABELS_MAX;
        int left = 0;
        for (var fault : result.faults()) {
            double from = x(fault.began());
            var ended = fault.ended();
            double to = Math.max(x(ended == null ? result.ended() : ended), from + 3);
            String label = labelled ? label(fault) : "";
            double room = labelled ? 6.2 * label.length() + 10 : 0;
            boolean fits = to - from >= room;
            boolean before = !fits && to + room > LEFT + WIDTH;
            int row = 0;
            while (row < free.size() && free.get(row) > (before ? from - room : from)) {
                row++;
            }
            if (row >= FAULT_ROWS_MAX) {
                left++;
                continue;
            }
            double taken = fits || before ? to + 2 : to + room;
            if (row == free.size()) {
                free.add(taken);
            } else {
                free.set(row, taken);
            }
            double at = y + row * 20;
            svg.bar("fault", from, at, to - from, 17, title(fault));
            if (fits) {
                svg.text("inside onfault", from + 5, at + 12, label);
            } else if (before) {
                svg.text("inside before", from - 4, at + 12, label);
            } else {
                svg.text("inside", to + 4, at + 12, label);
            }
            var recovered = fault.recovered();
            if (recovered != null) {
                svg.line("recovered", x(recovered), at - 1, x(recovered), at + 18);
            }
        }
        y += free.size() * 20 + 3;
        if (left > 0) {
            svg.text("lane", LEFT, y + 10, left + " more faults in the table below");
            y += 16;
        }
    }

    private static String label(FaultRecord fault) {
        var targets = fault.targets();
        String first = targets.isEmpty() ? "" : ": " + targets.getFirst();
        String more = targets.size() > 1 ? " +" + (targets.size() - 1) : "";
        return fault.number() + " " + fault.name() + first + more;
    }

    private static String title(FaultRecord fault) {
        var ended = fault.ended();
        return "fault %d: %s, %s to %s; hit %s; %s"
                .formatted(
                        fault.number(),
                        fault.name(),
                        Spoken.clock(fault.began().nanos()),
                        ended == null ? "the end" : Spoken.clock(ended.nanos()),
                        fault.targets().isEmpty() ? "nothing" : String.join(", ", fault.targets()),
                        Words.recovery(fault));
    }

    private void events() {
        double height = 18;
        boolean failures = false;
        double taken = 0;
        for (int i = 0; i < result.timeline().size(); i++) {
            var entry = result.timeline().get(i);
            if (entry.level() == Entry.Level.DETAIL || entry.sort() == Entry.Sort.PHASE) {
                continue;
            }
            boolean fails = Shapes.fails(entry.sort());
            failures |= fails;
            // What comes together stands side by side, in order, as long as there is room for it.
            double exact = x(entry.at());
            double furthest = Math.min(exact + 6 * MARK, LEFT + WIDTH);
            double at = Math.min(Math.max(exact, taken), furthest);
            if (at < taken - MARK + 1 && !fails) {
                continue; // It would lie upon its neighbour; the table has it.
            }
            taken = at + MARK;
            svg.mark(
                    Shapes.css(entry.sort()),
                    at,
                    y + 9 + (fails ? height : 0),
                    Shapes.of(entry.sort()),
                    i,
                    Spoken.clock(entry.at().nanos())
                            + " "
                            + entry.sort().word()
                            + ": "
                            + entry.sentence());
        }
        svg.text("lane", 8, y + 13, "events");
        y += height;
        if (failures) {
            svg.text("lane", 8, y + 13, "failures");
            y += height;
        }
        y += 6;
    }
}
