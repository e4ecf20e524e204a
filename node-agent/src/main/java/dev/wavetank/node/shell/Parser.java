package dev.wavetank.node.shell;

import dev.wavetank.node.shell.Script.Assignment;
import dev.wavetank.node.shell.Script.Redirection;
import dev.wavetank.node.shell.Script.Step;
import dev.wavetank.node.shell.Script.When;

import java.util.ArrayList;
import java.util.List;

/// Reads scripts: commands joined by `;`, `&&`, `||` and new lines, quotes, variables, and streams
/// that go to files.
final class Parser {
    private static final List<String> KEYWORDS =
            List.of("if", "for", "while", "until", "case", "function", "{", "!");

    private final String text;
    private int at;

    private Parser(String text) {
        this.text = text;
    }

    /// {@return the commands in a text}
    ///
    /// @throws SyntaxProblem when it is not understood
    static Script read(String text) {
        return new Parser(text).script();
    }

    private Script script() {
        var steps = new ArrayList<Step>();
        var when = When.ALWAYS;
        while (true) {
            blanks();
            if (at >= text.length()) {
                if (when != When.ALWAYS) {
                    throw new SyntaxProblem("syntax error: unexpected end of file");
                }
                return new Script(steps);
            }
            if (text.charAt(at) == '\n' || (text.charAt(at) == ';' && !steps.isEmpty())) {
                at++;
                continue;
            }
            steps.add(step(when));
            when = connector();
        }
    }

    private When connector() {
        blanks();
        if (text.startsWith("&&", at) || text.startsWith("||", at)) {
            boolean and = text.charAt(at) == '&';
            at += 2;
            return and ? When.AFTER_SUCCESS : When.AFTER_FAILURE;
        }
        return When.ALWAYS;
    }

    /// Blanks, ends of lines that a backslash takes away, and comments.
    private void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else {
                return;
            }
        }
    }

    private Step step(When when) {
        var assignments = new ArrayList<Assignment>();
        var words = new ArrayList<Word>();
        var redirections = new ArrayList<Redirection>();
        while (true) {
            blanks();
            if (at >= text.length() || ends()) {
                break;
            }
            if (redirects()) {
                redirections.add(redirection());
            } else if (words.isEmpty() && assigns()) {
                int equals = text.indexOf('=', at);
                String name = text.substring(at, equals);
                at = equals + 1;
                assignments.add(new Assignment(name, word()));
            } else {
                words.add(word());
            }
        }
        if (words.isEmpty() && assignments.isEmpty() && redirections.isEmpty()) {
            throw new SyntaxProblem("syntax error: unexpected " + quote(rest()));
        } else if (!words.isEmpty() && KEYWORDS.contains(words.getFirst().plain())) {
            throw SyntaxProblem.unsupported(words.getFirst().plain());
        }
        return new Step(when, assignments, words, redirections);
    }

    private String rest() {
        return text.substring(at, Math.min(text.length(), at + 2)).strip();
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }

    private boolean ends() {
        char c = text.charAt(at);
        if (c == '\n' || c == ';' || text.startsWith("&&", at) || text.startsWith("||", at)) {
            return true;
        } else if (c == '|' || (c == '&' && !text.startsWith("&>", at)) || c == '(' || c == ')') {
            throw SyntaxProblem.unsupported(String.valueOf(c));
        }
        return false;
    }

    private boolean assigns() {
        int end = at;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end > at
                && end < text.length()
                && text.charAt(end) == '='
                && !Character.isDigit(text.charAt(at));
    }

    private boolean redirects() {
        char c = text.charAt(at);
        boolean numbered =
                c >= '0'
                        && c <= '2'
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == '>' || text.charAt(at + 1) == '<');
        return c == '>' || c == '<' || numbered;
    }

    private Redirection redirection() {
        int stream = -1;
        if (Character.isDigit(text.charAt(at))) {
            stream = text.charAt(at++) - '0';
        }
        boolean in = text.charAt(at++) == '<';
        if (in && at < text.length() && text.charAt(at) == '<') {
            throw SyntaxProblem.unsupported("<<");
        }
        boolean append = !in && at < text.length() && text.charAt(at) == '>';
        at += append ? 1 : 0;
        stream = stream < 0 ? (in ? 0 : 1) : stream;
        if (at + 1 < text.length() && text.charAt(at) == '&') {
            int other = text.charAt(at + 1) - '0';
            if (other < 0 || other > 2) {
                throw SyntaxProblem.unsupported(">&" + text.charAt(at + 1));
            }
            at += 2;
            return new Redirection(stream, append, other, new Word(List.of()));
        }
        blanks();
        if (at >= text.length() || text.charAt(at) == '\n') {
            throw new SyntaxProblem("syntax error: unexpected newline");
        }
        return new Redirection(stream, append, -1, word());
    }

    private Word word() {
        var parts = new ArrayList<Word.Part>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    throw new SyntaxProblem("syntax error: unterminated quoted string");
                }
                parts.add(new Word.Part.Literal(text.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '"') {
                at++;
                quoted(parts);
            } else if (c == '$') {
                parts.add(variable(false));
            } else if (c == '`') {
                throw SyntaxProblem.unsupported("`");
            } else if (c == '\\' && at + 1 < text.length()) {
                parts.add(new Word.Part.Literal(text.substring(at + 1, at + 2)));
                at += 2;
            } else if (" \t\r\n;&|<>()".indexOf(c) >= 0) {
                break;
            } else {
                int from = at++;
                while (at < text.length() && " \t\r\n;&|<>()'\"$`\\".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                parts.add(new Word.Part.Literal(text.substring(from, at)));
            }
        }
        return new Word(parts);
    }

    private void quoted(List<Word.Part> parts) {
        var literal = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new SyntaxProblem("syntax error: unterminated quoted string");
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                parts.add(new Word.Part.Literal(literal.toString()));
                return;
            } else if (c == '$') {
                parts.add(new Word.Part.Literal(literal.toString()));
                literal.setLength(0);
                parts.add(variable(true));
            } else if (c == '`') {
                throw SyntaxProblem.unsupported("`");
            } else if (c == '\\'
                    && at + 1 < text.length()
                    && "\\\"$`".indexOf(text.charAt(at + 1)) >= 0) {
                literal.append(text.charAt(at + 1));
                at += 2;
            } else {
                literal.append(c);
                at++;
            }
        }
    }

    private Word.Part variable(boolean quoted) {
        at++;
        if (at >= text.length()) {
            return new Word.Part.Literal("$");
        }
        char c = text.charAt(at);
        if (c == '(') {
            throw SyntaxProblem.unsupported("$(");
        } else if (c == '{') {
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw new SyntaxProblem("syntax error: missing '}'");
            }
            String inner = text.substring(at + 1, end);
            at = end + 1;
            int otherwise = inner.indexOf(":-");
            String name = otherwise < 0 ? inner : inner.substring(0, otherwise);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*|[?$#]")) {
                throw SyntaxProblem.unsupported("${" + inner + "}");
            }
            return new Word.Part.Variable(
                    name, otherwise < 0 ? "" : inner.substring(otherwise + 2), quoted);
        } else if (c == '?' || c == '$' || c == '#') {
            at++;
            return new Word.Part.Variable(String.valueOf(c), "", quoted);
        }
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return from == at
                ? new Word.Part.Literal("$")
                : new Word.Part.Variable(text.substring(from, at), "", quoted);
    }
}
