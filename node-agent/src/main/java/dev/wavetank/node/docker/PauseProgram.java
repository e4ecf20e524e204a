package dev.wavetank.node.docker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The program that keeps a pod's namespaces while its containers come and go, as an ELF file for
/// Linux.
///
/// It ignores SIGCHLD, so that the kernel reaps orphans of pods that share their processes, and
/// then waits for ever. That takes a dozen instructions, which are assembled here: no registry has
/// to be reached for it, no compiler is needed, and it costs a page of memory.
final class PauseProgram {
    /// Where it is loaded; any page would do.
    private static final long BASE = 0x400000;

    private static final int HEADERS = 64 + 56;

    /// `struct sigaction` with the handler SIG_IGN.
    private static final byte[] IGNORE = {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0
    };

    private PauseProgram() {}

    /// {@return the program for a processor, in Docker's word for it}
    ///
    /// @throws EngineProblem for one that it was not written for
    static byte[] forProcessor(String architecture) {
        return switch (architecture) {
            case "amd64" -> elf((short) 62, amd64());
            case "arm64" -> elf((short) 183, arm64());
            default ->
                    throw new EngineProblem(
                            "the Docker engine runs on " + architecture,
                            "Wavetank's pods can run on amd64 and arm64");
        };
    }

    private static byte[] amd64() {
        return bytes(
                36 + IGNORE.length,
                code -> {
                    code.put((byte) 0xb8).putInt(13); // mov eax, rt_sigaction
                    code.put((byte) 0xbf).putInt(17); // mov edi, SIGCHLD
                    code.put(new byte[] {0x48, (byte) 0x8d, 0x35}).putInt(19); // lea rsi, IGNORE
                    code.put(new byte[] {0x31, (byte) 0xd2}); // xor edx, edx
                    code.put(new byte[] {0x41, (byte) 0xba}).putInt(8); // mov r10d, 8
                    code.put(new byte[] {0x0f, 0x05}); // syscall
                    code.put((byte) 0xb8).putInt(34); // mov eax, pause
                    code.put(new byte[] {0x0f, 0x05}); // syscall
                    code.put(new byte[] {(byte) 0xeb, (byte) 0xf7}); // jmp to mov eax, pause
                    code.put(IGNORE);
                });
    }

    private static byte[] arm64() {
        return bytes(
                52 + IGNORE.length,
                code -> {
                    code.putInt(0xd28010c8); // mov x8, rt_sigaction
                    code.putInt(0xd2800220); // mov x0, SIGCHLD
                    code.putInt(0x10000161); // adr x1, IGNORE
                    code.putInt(0xd2800002); // mov x2, 0
                    code.putInt(0xd2800103); // mov x3, 8
                    code.putInt(0xd4000001); // svc 0
                    code.putInt(0xd2800000); // mov x0, 0
                    code.putInt(0xd2800001); // mov x1, 0
                    code.putInt(0xd2800002); // mov x2, 0
                    code.putInt(0xd2800003); // mov x3, 0
                    code.putInt(0xd2800928); // mov x8, ppoll
                    code.putInt(0xd4000001); // svc 0
                    code.putInt(0x17fffffa); // b to mov x0, 0
                    code.put(IGNORE);
                });
    }

    private static byte[] bytes(int size, java.util.function.Consumer<ByteBuffer> written) {
        var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        written.accept(buffer);
        return buffer.array();
    }

    private static byte[] elf(short machine, byte[] code) {
        int size = HEADERS + code.length;
        return bytes(
                size,
                file -> {
                    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
                    file.putShort((short) 2).putShort(machine).putInt(1); // an executable
                    file.putLong(BASE + HEADERS).putLong(64).putLong(0); // entry, segments
                    file.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
                    file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
                    file.putInt(1).putInt(5); // one segment to load, readable and executable
                    file.putLong(0).putLong(BASE).putLong(BASE);
                    file.putLong(size).putLong(size).putLong(0x1000);
                    file.put(code);
                });
    }
}
