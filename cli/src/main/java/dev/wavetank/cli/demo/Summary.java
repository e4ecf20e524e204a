package dev.wavetank.cli.demo;

import dev.wavetank.tank.VirtualTank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/// What is left to say at the end.
final class Summary {
    private static final int LABEL_WIDTH = 12;

    private final Stage stage;
    private final Story.Ending ending;

    Summary(Stage stage, Story.Ending ending) {
        this.stage = stage;
        this.ending = ending;
    }

    void show(VirtualTank tank, Feed feed, Duration computing, long seed, String hash) {
        stage.plain("");
        if (ending.problems().isEmpty()) {
            stage.plain(stage.good("Everything healed."));
            for (String row :
                    stage.wrapped(
                            "All pods run version 2 as asked, every node is Ready, and every"
                                    + " Service leads to ready pods only.",
                            2)) {
                stage.plain("  " + row);
            }
        } else {
            stage.plain(stage.bad("Not everything healed:"));
            ending.problems().forEach(problem -> stage.plain("  " + problem));
        }
        stage.plain("");
        row("rollout", "version 2 took " + Durations.precise(ending.rollout()) + "; " + lowest());
        row(
                "node lost",
                "found missing after "
                        + Durations.precise(ending.noticed())
                        + " of silence; back and clean "
                        + Durations.precise(ending.returned())
                        + " after power on");
        ending.duringLoss()
                .levels()
                .forEach((service, level) -> {
                    if (level.suffered()) {
                        row("", service(service, level));
                    }
                });
        row(
                "decisions",
                number(feed.reasons())
                        + " explained by "
                        + feed.components()
                        + " components; most are to go on waiting and are not shown, "
                        + number(stage.shown())
                        + " lines are");
        row(
                "writes",
                number(feed.writes())
                        + " accepted from components, "
                        + number(feed.renewals())
                        + " of them lease renewals");
        row(
                "time",
                Durations.whole(tank.age())
                        + " of cluster time, "
                        + number(tank.turns())
                        + " turns, computed in "
                        + Durations.precise(computing));
        row("repeat it", "wavetank demo --seed " + seed);
        row("trace", hash + " (the same for this seed on every machine)");
        stage.plain("");
        stage.plain("  Your own cluster, for kubectl too:  wavetank up");
    }

    private String lowest() {
        var words = new ArrayList<String>();
        ending.duringRollout()
                .levels()
                .forEach((service, level) -> {
                    if (level.suffered()) {
                        words.add(
                                service
                                        + " never below "
                                        + level.lowest()
                                        + " of "
                                        + level.wanted()
                                        + " ready pods");
                    }
                });
        words.add((words.isEmpty() ? "no service" : "no other") + " ever had fewer than before");
        return String.join(", ", words);
    }

    private static String service(String service, Recovery.Level level) {
        return service
                + " fell from "
                + level.wanted()
                + " to "
                + level.lowest()
                + " pods that work"
                + (level.now() < level.wanted()
                        ? " and is not back"
                        : ", back after " + Durations.precise(level.restored()))
                + (level.down().isZero()
                        ? ""
                        : "; nobody answered for " + Durations.precise(level.down()));
    }

    private void row(String label, String text) {
        boolean first = true;
        for (String part : stage.wrapped(text, LABEL_WIDTH + 2)) {
            stage.plain(
                    "  "
                            + stage.faint(
                                    (first ? label : "")
                                            + " "
                                                    .repeat(
                                                            LABEL_WIDTH
                                                                    - (first ? label.length() : 0)))
                            + part);
            first = false;
        }
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
