package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.run.Life;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Sample;
import dev.wavetank.scenarios.run.Spoken;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// The lanes of what lasts: availability, requests, and each node and pod as a band.
final class Bands {
    /// Chosen: who looks at a drawing looks at no more nodes, and no more pods, than this.
    private static final int NODES_MAX = 40;

    private static final int PODS_MAX = 120;
    private static final double CURVE = 46;
    private static final int LABEL_MAX = 28;

    private final Result result;
    private final Svg svg;
    private final ToDoubleFunction<Time> x;
    private double y;

    Bands(Result result, Svg svg, ToDoubleFunction<Time> x) {
        this.result = result;
        this.svg = svg;
        this.x = x;
    }

    /// {@return where it ends}
    ///
    /// @param top where it begins
    double draw(double top) {
        y = top;
        availability();
        requests();
        nodes();
        pods();
        return y;
    }

    private void availability() {
        var samples = result.samples();
        int most = samples.stream().mapToInt(Sample::podsWanted).max().orElse(0);
        most = Math.max(most, samples.stream().mapToInt(Sample::podsReady).max().orElse(0));
        if (most == 0) {
            return;
        }
        svg.text("lane", 8, y + 12, "pods Ready of wanted");
        svg.text("scale", Chart.LEFT - 6, y + 10, Integer.toString(most));
        svg.text("scale", Chart.LEFT - 6, y + CURVE, "0");
        svg.path("wanted", curve(samples, Sample::podsWanted, most, false));
        svg.path("have", curve(samples, Sample::podsReady, most, true));
        for (int i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            String title =
                    Spoken.clock(sample.at().nanos())
                            + " %d of %d pods Ready, %d nodes Ready"
                                    .formatted(
                                            sample.podsReady(),
                                            sample.podsWanted(),
                                            sample.nodesReady());
            double from = x.applyAsDouble(sample.at());
            svg.bar("over", from, y, x.applyAsDouble(end(samples, i)) - from, CURVE, title);
        }
        y += CURVE + 10;
    }

    private Time end(List<Sample> samples, int i) {
        return i + 1 < samples.size() ? samples.get(i + 1).at() : result.ended();
    }

    private String curve(
            List<Sample> samples, ToDoubleFunction<Sample> value, int most, boolean filled) {
        var path = new StringBuilder();
        double bottom = y + CURVE;
        for (int i = 0; i < samples.size(); i++) {
            double from = x.applyAsDouble(samples.get(i).at());
            double height = bottom - CURVE * value.applyAsDouble(samples.get(i)) / most;
            if (i == 0) {
                path.append('M').append(Svg.rounded(from)).append(' ');
                path.append(Svg.rounded(filled ? bottom : height));
            } else {
                path.append('H').append(Svg.rounded(from));
            }
            path.append('V').append(Svg.rounded(height));
        }
        path.append('H').append(Svg.rounded(x.applyAsDouble(result.ended())));
        return filled ? path + "V" + Svg.rounded(bottom) + "z" : path.toString();
    }

    /// A band for each stream: green while requests are answered, the part that is lost in red.
    private void requests() {
        var samples = result.samples();
        var streams = new TreeSet<String>();
        samples.forEach(sample -> streams.addAll(sample.traffic().keySet()));
        for (String stream : streams) {
            svg.text("lane", 8, y + 12, shortened("requests " + stream));
            for (int i = 0; i + 1 < samples.size(); i++) {
                var before = requests(samples.get(i), stream);
                var after = requests(samples.get(i + 1), stream);
                long answered = after.answered() - before.answered();
                long lost = after.lost() - before.lost();
                if (answered + lost > 0) {
                    requests(samples.get(i).at(), samples.get(i + 1).at(), answered, lost);
                }
            }
            y += 22;
        }
    }

    private static Sample.Requests requests(Sample sample, String stream) {
        return sample.traffic().getOrDefault(stream, new Sample.Requests(0, 0));
    }

    private void requests(Time from, Time to, long answered, long lost) {
        double left = x.applyAsDouble(from);
        double width = x.applyAsDouble(to) - left;
        String title =
                Spoken.clock(from.nanos())
                        + " to "
                        + Spoken.clock(to.nanos())
                        + ": "
                        + answered
                        + " requests answered, "
                        + lost
                        + " lost";
        svg.bar("s-ready", left, y, width, 16, title);
        if (lost > 0) {
            double height = Math.max(3, 16.0 * lost / (answered + lost));
            svg.bar("lost", left, y + 16 - height, width, height, title);
        }
    }

    private void nodes() {
        var nodes =
                lives(Life.Of.NODE).stream()
                        .sorted(
                                Comparator.comparingInt((Life node) -> node.name().length())
                                        .thenComparing(Life::name))
                        .toList();
        if (nodes.isEmpty()) {
            return;
        }
        svg.text("lane", 8, y + 11, "nodes");
        for (var node : nodes.subList(0, Math.min(NODES_MAX, nodes.size()))) {
            svg.text("name", Chart.LEFT - 6, y + 11, shortened(node.name()));
            band(node, 13);
            y += 16;
        }
        more(nodes.size() - NODES_MAX, "nodes");
        y += 6;
    }

    private void pods() {
        var groups = new TreeMap<String, List<Life>>();
        lives(Life.Of.POD)
                .forEach(pod ->
                        groups.computeIfAbsent(pod.group(), _ -> new ArrayList<>()).add(pod));
        int drawn = 0;
        int left = 0;
        for (var group : groups.entrySet()) {
            if (drawn >= PODS_MAX) {
                left += group.getValue().size();
                continue;
            }
            String name = group.getKey().isEmpty() ? "pods of nobody" : group.getKey();
            svg.text("lane", 8, y + 9, shortened(name));
            for (var pod : group.getValue()) {
                if (drawn >= PODS_MAX) {
                    left++;
                    continue;
                }
                drawn++;
                band(pod, 8);
                y += 10;
            }
            y += 5;
        }
        more(left, "pods");
    }

    private void more(int count, String what) {
        if (count > 0) {
            svg.text("lane", Chart.LEFT, y + 11, count + " more " + what + " are not drawn");
            y += 16;
        }
    }

    private List<Life> lives(Life.Of of) {
        return result.lives().stream().filter(life -> life.of() == of).toList();
    }

    private void band(Life life, double height) {
        var spans = life.spans();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            if (span.state() == Life.State.GONE) {
                continue;
            }
            var end = i + 1 < spans.size() ? spans.get(i + 1).from() : result.ended();
            double from = x.applyAsDouble(span.from());
            String where = span.note().isEmpty() ? "" : " on " + span.note();
            String state = span.state().name().toLowerCase(Locale.ROOT);
            double high = span.state() == Life.State.READY ? height : height * 0.6;
            svg.bar(
                    "s-" + state.replace('_', '-'),
                    from,
                    y + height - high,
                    x.applyAsDouble(end) - from,
                    high,
                    life.name()
                            + where
                            + ": "
                            + state.replace('_', ' ')
                            + " from "
                            + Spoken.clock(span.from().nanos())
                            + " for "
                            + Spoken.duration(end.since(span.from())));
        }
    }

    private static String shortened(String name) {
        return name.length() <= LABEL_MAX ? name : name.substring(0, LABEL_MAX - 1) + "…";
    }
}
