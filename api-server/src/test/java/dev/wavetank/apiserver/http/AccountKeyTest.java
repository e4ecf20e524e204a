package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

final class AccountKeyTest {
    private static final byte[] MESSAGE = "a.b".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    @Test
    void theKeyIsKeptAndOnlyItsOwnerMayReadIt() throws Exception {
        byte[] signature = AccountKey.in(folder).sign(MESSAGE);
        var again = AccountKey.in(folder);

        assertThat(again.signed(MESSAGE, signature)).isTrue();
        assertThat(signature).hasSize(64);
        assertThat(again.id()).isEqualTo(AccountKey.in(folder).id()).hasSize(43);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("sa.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("sa.pub"))).startsWith("-----BEGIN PUBLIC KEY");
    }

    @Test
    void anotherMessageKeyOrSignatureDoesNotFit() throws Exception {
        var key = AccountKey.in(folder);
        byte[] signature = key.sign(MESSAGE);

        assertThat(key.signed(new byte[] {1}, signature)).isFalse();
        assertThat(key.signed(MESSAGE, new byte[64])).isFalse();
        assertThat(key.signed(MESSAGE, new byte[] {1, 2, 3})).isFalse();
        assertThat(AccountKey.in(folder.resolve("other")).signed(MESSAGE, signature)).isFalse();
    }

    @Test
    void aKeyWhoseHalvesDoNotFitIsMadeAnew() throws Exception {
        var first = AccountKey.in(folder);
        AccountKey.in(folder.resolve("other"));
        Files.copy(
                folder.resolve("other/sa.pub"),
                folder.resolve("sa.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        var made = AccountKey.in(folder);

        assertThat(made.id()).isNotEqualTo(first.id());
        assertThat(made.signed(MESSAGE, made.sign(MESSAGE))).isTrue();
    }
}
