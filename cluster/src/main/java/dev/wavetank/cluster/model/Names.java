package dev.wavetank.cluster.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The rules for names, in the words and order of upstream's `k8s.io/apimachinery` validation.
///
/// Each method returns what is wrong with a name; an empty list means nothing is. The wording is
/// that of Kubernetes 1.36, which counts bytes where older ones said characters.
public final class Names {
    private static final int LABEL_MAX = 63;
    private static final int SUBDOMAIN_MAX = 253;
    private static final int LENGTH_MATCHED = 1000;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String SERVICE_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
    private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
    private static final String PORT = "[-a-z0-9]+";

    private static final Pattern IS_LABEL = Pattern.compile(LABEL);
    private static final Pattern IS_SUBDOMAIN = Pattern.compile(SUBDOMAIN);
    private static final Pattern IS_SERVICE_LABEL = Pattern.compile(SERVICE_LABEL);
    private static final Pattern IS_QUALIFIED = Pattern.compile(QUALIFIED);
    private static final Pattern IS_LABEL_VALUE = Pattern.compile(LABEL_VALUE);
    private static final Pattern IS_CONFIG_KEY = Pattern.compile(CONFIG_KEY);
    private static final Pattern IS_PORT = Pattern.compile(PORT);

    private static final String SUBDOMAIN_RULE =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                    + " '-' or '.', and must start and end with an alphanumeric character";
    private static final String LABEL_RULE =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                    + " '-', and must start and end with an alphanumeric character";
    private static final String SERVICE_LABEL_RULE =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start"
                    + " with an alphabetic character, and end with an alphanumeric character";
    private static final String QUALIFIED_RULE =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
                    + " an alphanumeric character";
    private static final String LABEL_VALUE_RULE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                    + " or '.', and must start and end with an alphanumeric character";
    private static final String CONFIG_KEY_RULE =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";

    private Names() {}

    /// The name of most objects.
    public static List<String> subdomain(String name) {
        var wrong = new ArrayList<String>();
        atMost(SUBDOMAIN_MAX, name, wrong);
        match(IS_SUBDOMAIN, name, SUBDOMAIN_RULE, wrong, "example.com");
        return wrong;
    }

    /// The name of a namespace, container or volume.
    public static List<String> label(String name) {
        var wrong = new ArrayList<String>();
        atMost(LABEL_MAX, name, wrong);
        if (!matches(IS_LABEL, name) && matches(IS_SUBDOMAIN, name)) {
            wrong.add("must not contain dots");
        } else {
            match(IS_LABEL, name, LABEL_RULE, wrong, "my-name", "123-abc");
        }
        return wrong;
    }

    /// The name of a Service.
    public static List<String> serviceLabel(String name) {
        var wrong = new ArrayList<String>();
        atMost(LABEL_MAX, name, wrong);
        match(IS_SERVICE_LABEL, name, SERVICE_LABEL_RULE, wrong, "my-name", "abc-123");
        return wrong;
    }

    /// The key of a label, annotation, taint or resource: `name` or `prefix/name`.
    public static List<String> qualified(String key) {
        var wrong = new ArrayList<String>();
        String[] parts = key.split("/", -1);
        String name = parts[parts.length - 1];
        if (parts.length > 2) {
            wrong.add(
                    "a valid label key "
                            + rule(QUALIFIED_RULE, QUALIFIED, "MyName", "my.name", "123-abc")
                            + " with an optional DNS subdomain prefix and '/' (e.g."
                            + " 'example.com/MyName')");
            return wrong;
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                wrong.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(each -> wrong.add("prefix part " + each));
            }
        }
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else if (bytes(name) > LABEL_MAX) {
            wrong.add("name part " + tooLong(LABEL_MAX));
        }
        if (!IS_QUALIFIED.matcher(name).matches()) {
            wrong.add(
                    "name part " + rule(QUALIFIED_RULE, QUALIFIED, "MyName", "my.name", "123-abc"));
        }
        return wrong;
    }

    /// The value of a label.
    public static List<String> labelValue(String value) {
        var wrong = new ArrayList<String>();
        atMost(LABEL_MAX, value, wrong);
        match(IS_LABEL_VALUE, value, LABEL_VALUE_RULE, wrong, "MyValue", "my_value", "12345");
        return wrong;
    }

    /// A key in the data of a ConfigMap or Secret, which becomes the name of a file.
    public static List<String> configKey(String key) {
        var wrong = new ArrayList<String>();
        atMost(SUBDOMAIN_MAX, key, wrong);
        match(IS_CONFIG_KEY, key, CONFIG_KEY_RULE, wrong, "key.name", "KEY_NAME", "key-name");
        if (key.equals(".") || key.equals("..")) {
            wrong.add("must not be '" + key + "'");
        } else if (key.startsWith("..")) {
            wrong.add("must not start with '..'");
        }
        return wrong;
    }

    /// The name of a port.
    public static List<String> port(String name) {
        var wrong = new ArrayList<String>();
        atMost(15, name, wrong);
        if (!IS_PORT.matcher(name).matches()) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    private static void atMost(int bytes, String name, List<String> wrong) {
        if (bytes(name) > bytes) {
            wrong.add(tooLong(bytes));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String tooLong(int bytes) {
        return "must be no more than " + bytes + " bytes";
    }

    /// Far too long names pass here, having been told so already: Java's matcher recurses.
    private static boolean matches(Pattern pattern, String name) {
        return name.length() > LENGTH_MATCHED || pattern.matcher(name).matches();
    }

    private static void match(
            Pattern pattern, String name, String rule, List<String> wrong, String... examples) {
        if (!matches(pattern, name)) {
            wrong.add(rule(rule, pattern.pattern(), examples));
        }
    }

    /// The two spaces before each `or` are upstream's.
    private static String rule(String rule, String pattern, String... examples) {
        return rule
                + " (e.g. '"
                + String.join("',  or '", examples)
                + "', regex used for validation is '"
                + pattern
                + "')";
    }
}
