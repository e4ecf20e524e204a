package dev.wavetank.node.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the kernel's terminal does between keys and a program: it shows what is typed, lets a line
/// be corrected, and makes signals and ends of some keys.
final class Terminal {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    private final Reader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int escaped;

    /// The other side of a terminal.
    interface Reader {
        /// Shows something on the screen.
        void show(byte[] bytes);

        /// Gives a program what it is to read: a line, or nothing at the end of its input.
        void input(byte[] bytes);

        void interrupt();
    }

    Terminal(Reader reader) {
        this.reader = reader;
    }

    void typed(byte[] keys) {
        for (byte key : keys) {
            typed(key & 0xff);
        }
    }

    private void typed(int key) {
        if (escaped > 0) {
            // The rest of an arrow key: ESC, `[`, and a letter at the end.
            escaped =
                    (escaped == 2 && key == '[')
                            ? 1
                            : Character.isLetter(key) || key == '~' || escaped == 2 ? 0 : 1;
            return;
        }
        switch (key) {
            case '\r', '\n' -> {
                show("\r\n");
                line.write('\n');
                submit();
            }
            case CTRL_C -> {
                show("^C\r\n");
                line.reset();
                reader.interrupt();
            }
            case CTRL_D -> submit();
            case BACKSPACE, DELETE -> erase();
            case CTRL_U -> {
                while (line.size() > 0) {
                    erase();
                }
            }
            case ESCAPE -> escaped = 2;
            default -> {
                line.write(key);
                reader.show(new byte[] {(byte) key});
            }
        }
    }

    private void submit() {
        byte[] typed = line.toByteArray();
        line.reset();
        reader.input(typed);
    }

    private void erase() {
        byte[] typed = line.toByteArray();
        if (typed.length == 0) {
            return;
        }
        int keep = typed.length - 1;
        // The later bytes of a character of UTF-8.
        while (keep > 0 && (typed[keep] & 0xc0) == 0x80) {
            keep--;
        }
        line.reset();
        line.write(typed, 0, keep);
        show("\b \b");
    }

    private void show(String text) {
        reader.show(text.getBytes(StandardCharsets.UTF_8));
    }
}
