package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Spoken;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/// A run for people: one page that needs nothing beside itself. The same run makes the same bytes.
public final class HtmlReport {
    /// Chosen: a browser filters so many rows without a pause, and the file stays small.
    private static final int ENTRIES_MAX = 5_000;

    private final StringBuilder html = new StringBuilder();
    private final Result result;

    private HtmlReport(Result result) {
        this.result = result;
    }

    /// {@return the page}
    ///
    /// @param command what to type to live the same again
    public static String of(Result result, String command) {
        return new HtmlReport(result).page(command);
    }

    private String page(String command) {
        String title = escaped(result.scenario().title());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
                                + " 'none';")
                .append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(title)
                .append("</h1>\n");
        header(command);
        html.append("</header>\n<main>\n");
        chart();
        faults();
        checks();
        violations();
        timeline();
        html.append("</main>\n<script>\n").append(resource("page.js")).append("</script>\n");
        return html.append("</body>\n</html>\n").toString();
    }

    private void header(String command) {
        String kind =
                switch (result.verdict()) {
                    case PASSED -> "good";
                    case INTERRUPTED -> "so-so";
                    case ASSERTION_FAILED, INVARIANT_VIOLATED, NOT_CONVERGED -> "bad";
                };
        html.append("<p class=\"verdict ").append(kind).append("\">");
        html.append(escaped(Words.of(result.verdict()))).append("</p>\n");
        if (!result.unsettled().isEmpty()) {
            html.append("<ul class=\"unsettled\">\n");
            result.unsettled()
                    .forEach(each -> html.append("<li>").append(escaped(each)).append("</li>\n"));
            html.append("</ul>\n");
        }
        html.append("<p>")
                .append(escaped(result.scenario().description().strip()))
                .append("</p>\n<dl>\n");
        fact("scenario", result.scenario().name());
        fact("seed", Long.toString(result.seed()));
        fact("cluster time", Spoken.duration(result.ended().since(begin())));
        fact(
                "trace",
                result.hash().isEmpty() ? "none: the wall clock never repeats" : result.hash());
        fact("live it again", command);
        html.append("</dl>\n");
    }

    private Time begin() {
        return result.timeline().isEmpty()
                ? result.methodBegan()
                : result.timeline().getFirst().at();
    }

    private void fact(String name, String value) {
        html.append("<div><dt>").append(name).append("</dt><dd><code>").append(escaped(value));
        html.append("</code></dd></div>\n");
    }

    private void chart() {
        html.append(
                        """
                        <section aria-labelledby="h-chart">
                        <h2 id="h-chart">What happened</h2>
                        <p class="hint">Times are the cluster's own clock. Shaded stretches were
                        quiet and are drawn shorter than they were. Point at anything to read what
                        it is; with the keyboard, focus the drawing and press the arrow keys.</p>
                        <div id="chart" class="chart" tabindex="0" role="group"
                        aria-label="Timeline; arrow keys go from event to event"
                        aria-describedby="readout">
                        """)
                .append(Chart.of(result))
                .append(
                        "</div>\n"
                                + "<p id=\"readout\" class=\"readout\""
                                + " aria-live=\"polite\">&nbsp;</p>\n")
                .append("<ul class=\"legend\">");
        for (String state :
                List.of("ready", "not-ready", "pending", "starting", "ending", "finished")) {
            html.append("<li><i class=\"key k-").append(state).append("\"></i>");
            html.append(state.replace('-', ' ')).append("</li>");
        }
        html.append("<li><i class=\"key k-fault\"></i>fault</li>");
        html.append("<li><i class=\"key k-recovered\"></i>recovered</li>");
        html.append("<li><i class=\"key k-quiet\"></i>quiet</li></ul>\n</section>\n");
    }

    private void faults() {
        heading("faults", "Faults");
        if (result.faults().isEmpty()) {
            html.append("<p>No fault happened.</p>\n</section>\n");
            return;
        }
        tableOf("", "fault", "hit", "began", "ended", "the cluster");
        for (var fault : result.faults()) {
            var ended = fault.ended();
            boolean never = fault.harmed() && fault.recovered() == null;
            String name = fault.name();
            String verb = fault.fault().verb();
            row(
                    never ? "bad" : "",
                    Integer.toString(fault.number()),
                    name.equals(verb) ? name : name + " (" + verb + ")",
                    fault.targets().isEmpty() ? "nothing" : String.join(", ", fault.targets()),
                    Spoken.clock(fault.began().nanos()),
                    ended == null ? "not at all" : Spoken.clock(ended.nanos()),
                    Words.recovery(fault));
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void checks() {
        heading("checks", "What has to hold");
        if (result.checks().isEmpty()) {
            html.append("<p>The scenario asks for nothing but that the cluster heals.</p>\n");
            html.append("</section>\n");
            return;
        }
        tableOf("came out", "what", "when", "expression", "found");
        for (var check : result.checks()) {
            var failed = check.failedAt();
            row(
                    failed == null ? "good" : "bad",
                    failed == null ? "held" : "failed at " + Spoken.clock(failed.nanos()),
                    check.name(),
                    check.when(),
                    check.expression(),
                    check.found());
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void violations() {
        if (result.violations().isEmpty()) {
            return;
        }
        heading("violations", "What the cluster must never do");
        tableOf("at", "invariant", "problem", "objects");
        for (var violation : result.violations()) {
            row(
                    "bad",
                    Spoken.clock(violation.at().nanos()),
                    violation.invariant(),
                    violation.problem(),
                    String.join(", ", violation.objects()));
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void timeline() {
        heading("timeline", "The whole timeline");
        boolean tooMany = result.timeline().size() > ENTRIES_MAX;
        if (tooMany) {
            html.append("<p>It has ")
                    .append(result.timeline().size())
                    .append(" entries. Here are those of the story, ")
                    .append(ENTRIES_MAX)
                    .append(" at most; the JSON beside this page has all.</p>\n");
        }
        filters();
        tableOf("clock", "sort", "what");
        int rows = 0;
        for (int i = 0; i < result.timeline().size() && rows < ENTRIES_MAX; i++) {
            var entry = result.timeline().get(i);
            if (!tooMany || entry.level() != Entry.Level.DETAIL) {
                rows++;
                html.append("<tr id=\"e").append(i).append("\" data-sort=\"");
                html.append(entry.sort().word()).append("\" data-level=\"");
                html.append(entry.level().name()).append("\" class=\"r-");
                html.append(entry.sort().word()).append("\"><td>");
                html.append(Spoken.clock(entry.at().nanos())).append("</td><td>");
                html.append(entry.sort().word()).append("</td><td>");
                html.append(escaped(entry.sentence())).append("</td></tr>\n");
            }
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void filters() {
        html.append(
                        "<form id=\"filter\"><label>contains <input id=\"words\""
                                + " type=\"search\"></label>")
                .append(" <label>sort <select id=\"sort\"><option value=\"\">all</option>");
        var words = new TreeSet<String>();
        result.timeline().forEach(entry -> words.add(entry.sort().word()));
        words.forEach(word -> html.append("<option>").append(word).append("</option>"));
        html.append(
                        "</select></label> <label><input id=\"all\" type=\"checkbox\"> with the"
                                + " details")
                .append("</label> <output id=\"count\"></output></form>\n");
    }

    private void heading(String id, String text) {
        html.append("<section id=\"").append(id).append("\" aria-labelledby=\"h-").append(id);
        html.append("\">\n<h2 id=\"h-").append(id).append("\">").append(text).append("</h2>\n");
    }

    private void tableOf(String... columns) {
        html.append("<div class=\"wide\"><table><thead><tr>");
        for (String column : columns) {
            html.append("<th scope=\"col\">").append(column).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
    }

    private void row(String css, String... cells) {
        html.append("<tr class=\"").append(css).append("\">");
        for (String cell : cells) {
            html.append("<td>").append(escaped(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }

    private static String escaped(String text) {
        return Markup.escaped(text);
    }

    private static String resource(String name) {
        try (InputStream bytes = HtmlReport.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
