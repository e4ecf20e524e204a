package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    @TempDir Path folder;

    private Certificates at(Duration later) throws IOException {
        return new Certificates(folder, NOW.plus(later));
    }

    @Test
    void theServerIsKnownByEachNameUnderWhichItIsReached() throws Exception {
        var server = at(Duration.ZERO).serverIdentity().certificate();

        var names = new ArrayList<String>();
        for (List<?> each : server.getSubjectAlternativeNames()) {
            names.add(String.valueOf(each.get(1)));
        }
        assertThat(names)
                .contains(
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "localhost",
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc",
                        "kubernetes.default.svc.cluster.local");
        server.verify(at(Duration.ZERO).authorityCertificate().getPublicKey());
    }

    @Test
    void aSecondStartUsesWhatTheFirstOneMade() throws Exception {
        var first = at(Duration.ZERO);
        var jane = first.client("jane", "jane", List.of("dev"));
        var second = at(Duration.ofDays(100));

        assertThat(second.authorityPem()).isEqualTo(first.authorityPem());
        assertThat(second.serverIdentity().keyPem()).isEqualTo(first.serverIdentity().keyPem());
        assertThat(second.client("jane", "jane", List.of("dev")).keyPem()).isEqualTo(jane.keyPem());
        assertThat(second.client("jane", "jane", List.of("ops")).keyPem())
                .isNotEqualTo(jane.keyPem());
    }

    @Test
    void leavesAreRenewedAMonthBeforeTheyExpireAndTheAuthorityStays() throws Exception {
        var first = at(Duration.ZERO);
        var later = at(Duration.ofDays(340));

        assertThat(later.authorityPem()).isEqualTo(first.authorityPem());
        assertThat(later.serverIdentity().certificate().getNotAfter().toInstant())
                .isEqualTo(NOW.plus(Duration.ofDays(340 + 365)));
    }

    @Test
    void aNewAuthorityMakesItsLeavesNew() throws Exception {
        var first = at(Duration.ZERO);
        Files.delete(folder.resolve("ca.key"));
        var second = at(Duration.ZERO);

        assertThat(second.authorityPem()).isNotEqualTo(first.authorityPem());
        second.serverIdentity().certificate().verify(second.authorityCertificate().getPublicKey());
    }

    @Test
    void aKeyInTheFormOfSec1IsTheSameKeyAndSaysThatItIsOfEc() throws Exception {
        for (int i = 0; i < 20; i++) {
            var jane = at(Duration.ZERO).client("jane-" + i, "jane", List.of());
            String pem = jane.sec1Pem();
            assertThat(pem).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
            try (var parser = new PEMParser(new StringReader(pem))) {
                var pair = new JcaPEMKeyConverter().getKeyPair((PEMKeyPair) parser.readObject());
                assertThat(((ECPrivateKey) pair.getPrivate()).getS())
                        .isEqualTo(((ECPrivateKey) jane.key()).getS());
                assertThat(pair.getPublic()).isEqualTo(jane.certificate().getPublicKey());
            }
        }
    }

    @Test
    void aDamagedFileIsReplaced() throws Exception {
        at(Duration.ZERO);
        Files.writeString(folder.resolve("apiserver.key"), "-----BEGIN PRIVATE KEY-----\n!!\n");

        assertThat(at(Duration.ZERO).serverIdentity().key()).isNotNull();
        assertThat(Files.readString(folder.resolve("apiserver.key"))).doesNotContain("!!");
    }

    @Test
    void onlyTheOwnerMayReadKeys() throws Exception {
        at(Duration.ZERO).client("admin", "admin", List.of());

        for (var name : List.of("ca.key", "apiserver.key", "admin.key")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }
}
