package dev.wavetank.cli.jsonpath;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a template, with the grammar and the words of k8s.io/client-go/util/jsonpath.
final class TemplateReader {
    private static final String ENDS = ".,[]$@{} \t\r\n";
    private static final Pattern MEMBER = Pattern.compile("'([^']*)'");
    private static final Pattern SLICE =
            Pattern.compile("(-?[0-9]{0,9})(:-?[0-9]{0,9})?(:-?[0-9]{0,9})?");
    private static final Pattern COMPARISON = Pattern.compile("([^!<>=]+)([!<>=]+)(.+?)");

    private final String text;
    private int at;

    private TemplateReader(String text) {
        this.text = text;
    }

    /// {@return the parts of a template}
    ///
    /// @throws Malformed in upstream's words
    static List<Part> template(String text) {
        var reader = new TemplateReader(text);
        List<Part> parts = reader.parts(false);
        return parts;
    }

    /// {@return the steps of what stands between braces}
    private static List<Step> path(String text) {
        return new TemplateReader(text + "}").steps();
    }

    /// Ends at the end of the text, and in a range at `{end}`.
    private List<Part> parts(boolean inRange) {
        var parts = new ArrayList<Part>();
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open != at) {
                int end = open < 0 ? text.length() : open;
                parts.add(new Part.Words(text.substring(at, end)));
                at = end;
                continue;
            }
            at++;
            String word = word();
            if (word.equals("end")) {
                steps();
                if (!inRange) {
                    throw new Malformed("not in range, nothing to end");
                }
                return parts;
            } else if (word.equals("range")) {
                parts.add(new Part.Range(steps(), parts(true)));
            } else {
                parts.add(new Part.Path(steps()));
            }
        }
        if (inRange) {
            throw new Malformed("unterminated range: {end} is missing");
        }
        return parts;
    }

    /// {@return `range` or `end`, which is passed; else ""}
    private String word() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        for (String word : List.of("range", "end")) {
            int end = at + word.length();
            if (text.startsWith(word, at)
                    && end < text.length()
                    && " }.".indexOf(text.charAt(end)) >= 0) {
                at = end;
                return word;
            }
        }
        return "";
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        while (true) {
            if (at >= text.length()) {
                throw new Malformed("unclosed action");
            }
            if (text.startsWith("[?(", at)) {
                steps.add(filter());
                continue;
            }
            if (text.startsWith("..", at)) {
                steps.add(new Step.Descent());
                // What follows is a field, with or without a dot of its own.
                at += at + 2 < text.length() && text.charAt(at + 2) == '[' ? 2 : 1;
                continue;
            }
            char next = text.charAt(at++);
            switch (next) {
                case '}' -> {
                    return List.copyOf(steps);
                }
                case ' ', '@', '$' -> {}
                case '[' -> steps.addAll(brackets());
                case '"', '\'' -> steps.add(quoted(next));
                case '.' -> field(steps);
                default -> steps.add(bare(next));
            }
        }
    }

    private void field(List<Step> steps) {
        var name = new StringBuilder();
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            name.append(text.charAt(at++));
        }
        if (name.toString().equals("*")) {
            steps.add(new Step.Wildcard());
        } else if (!name.isEmpty()) {
            steps.add(new Step.Field(name.toString()));
        }
    }

    private Step bare(char first) {
        int begin = at - 1;
        if (first != '-' && first != '+' && !Character.isLetterOrDigit(first)) {
            throw new Malformed("unrecognized character in action: '" + first + "'");
        }
        boolean number = first == '-' || first == '+' || Character.isDigit(first);
        while (at < text.length()
                && (ENDS.indexOf(text.charAt(at)) < 0 || (number && text.charAt(at) == '.'))) {
            at++;
        }
        String word = text.substring(begin, at);
        if (word.equals("true") || word.equals("false")) {
            return new Step.Literal(new Json.Bool(word.equals("true")));
        }
        if (number && word.matches("[-+]?[0-9]+(\\.[0-9]*)?")) {
            return new Step.Literal(new Json.Num(word.startsWith("+") ? word.substring(1) : word));
        }
        throw new Malformed((number ? "cannot parse number " : "unrecognized identifier ") + word);
    }

    private Step quoted(char quote) {
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char next = text.charAt(at++);
            if (next == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                value.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> escaped;
                        });
            } else {
                value.append(next);
            }
        }
        if (at >= text.length()) {
            throw new Malformed("unterminated quoted string");
        }
        at++;
        return new Step.Literal(new Json.Text(value.toString()));
    }

    private List<Step> brackets() {
        int end = text.indexOf(']', at);
        if (end < 0) {
            throw new Malformed("unterminated array");
        }
        String inside = text.substring(at, end);
        at = end + 1;
        if (inside.indexOf(',') >= 0) {
            var paths = new ArrayList<List<Step>>();
            for (String each : inside.split(",", -1)) {
                paths.add(path("[" + each.strip() + "]"));
            }
            return List.of(new Step.Union(paths));
        }
        Matcher member = MEMBER.matcher(inside);
        if (member.matches()) {
            return path("." + member.group(1));
        }
        return List.of(slice(inside.equals("*") ? ":" : inside));
    }

    private static Step slice(String inside) {
        Matcher slice = SLICE.matcher(inside);
        if (!slice.matches() || inside.isEmpty()) {
            throw new Malformed("invalid array index " + inside);
        }
        Integer step = number(slice.group(3), 1);
        if (step != null && step <= 0) {
            throw new Malformed("step must be > 0");
        }
        return new Step.Slice(
                number(slice.group(1), 0),
                number(slice.group(2), 1),
                step == null ? 1 : step,
                slice.group(2) == null);
    }

    private static @Nullable Integer number(@Nullable String group, int from) {
        String digits = group == null || group.isEmpty() ? "" : group.substring(from);
        return digits.isEmpty() || digits.equals("-") ? null : Integer.valueOf(digits);
    }

    private Step filter() {
        int begin = at + "[?(".length();
        int end = begin;
        char quote = 0;
        while (end < text.length() && (quote != 0 || text.charAt(end) != ')')) {
            char next = text.charAt(end++);
            if (quote == 0 && (next == '"' || next == '\'')) {
                quote = next;
            } else if (next == quote && text.charAt(end - 2) != '\\') {
                quote = 0;
            }
        }
        if (end >= text.length()) {
            throw new Malformed("unterminated filter");
        }
        if (!text.startsWith(")]", end)) {
            throw new Malformed("unclosed array expect ]");
        }
        at = end + 2;
        String inside = text.substring(begin, end);
        Matcher comparison = COMPARISON.matcher(inside);
        if (!comparison.matches()) {
            return new Step.Filter(path(inside.strip()), "", List.of());
        }
        String operator = comparison.group(2);
        if (!List.of("==", "!=", "<", "<=", ">", ">=").contains(operator)) {
            throw new Malformed("unrecognized filter operator " + operator);
        }
        return new Step.Filter(
                path(comparison.group(1).strip()), operator, path(comparison.group(3).strip()));
    }
}
