package dev.wavetank.cluster.model;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What is wrong with a YAML text, in the words of Go's parser, which users find when they search.
final class YamlProblem {
    private YamlProblem() {}

    static String inGo(MarkedYamlEngineException broken) {
        String problem = broken.getProblem();
        if (problem.endsWith("are not allowed here")) {
            return problem.replace("sequence entries", "block sequence entries")
                    .replace("allowed here", "allowed in this context");
        } else if (problem.contains("that cannot start any token") || problem.contains("(TAB)")) {
            return "found character that cannot start any token";
        } else if (problem.startsWith("expected ',' or ")) {
            return "did not find " + problem.substring(0, "expected ',' or '}'".length());
        } else if (problem.startsWith("expected <block end>")) {
            return broken.getContext().contains("mapping")
                    ? "did not find expected key"
                    : "did not find expected '-' indicator";
        } else if (problem.startsWith("expected the node content")) {
            return "did not find expected node content";
        } else if (problem.startsWith("expected '<document start>'")) {
            return "did not find expected <document start>";
        } else if (problem.startsWith("found unknown escape character")) {
            return "found unknown escape character";
        } else if (problem.startsWith("expected chomping or indentation indicators")
                || problem.startsWith("expected a comment or a line break")) {
            return "did not find expected comment or line break";
        } else if (problem.startsWith("unexpected character found")
                || problem.startsWith("expected alphabetic or numeric character")) {
            return "did not find expected alphabetic or numeric character";
        } else if (problem.startsWith("expected '>'")) {
            return "did not find the expected '>'";
        }
        return problem.lines().findFirst().orElse("cannot be read");
    }

    static String inGo(YamlEngineException broken) {
        return broken instanceof ReaderException
                ? "control characters are not allowed"
                : String.valueOf(broken.getMessage());
    }
}
