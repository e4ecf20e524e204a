import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `Format check|apply FOLDER`: holds every Java source below FOLDER against google-java-format in
/// AOSP style (4 spaces, 100 columns). `check` fails on the first run that finds a difference and
/// names the files; `apply` rewrites them.
final class Format {
    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());
    private final boolean apply;

    private Format(boolean apply) {
        this.apply = apply;
    }

    public static void main(String[] args) throws IOException {
        var format = new Format(args[0].equals("apply"));
        long wrong = sources(Path.of(args[1])).parallelStream().filter(format::differs).count();
        if (wrong > 0 && !format.apply) {
            System.err.println(wrong + " files: run  mvn -N validate -Dformat.mode=apply");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !folder.relativize(file).toString().contains("target/"))
                    .toList();
        }
    }

    private boolean differs(Path file) {
        try {
            String found = Files.readString(file);
            String wanted = formatter.formatSourceAndFixImports(found);
            if (found.equals(wanted)) {
                return false;
            }
            System.err.println((apply ? "formatted " : "not formatted: ") + file);
            if (apply) {
                Files.writeString(file, wanted);
            }
            return true;
        } catch (IOException | FormatterException broken) {
            System.err.println("cannot be formatted: " + file + ": " + broken.getMessage());
            return true;
        }
    }
}
