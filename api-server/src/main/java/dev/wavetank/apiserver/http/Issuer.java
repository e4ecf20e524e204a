package dev.wavetank.apiserver.http;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/// Issues certificates, by BouncyCastle.
final class Issuer {
    /// Clients whose clock is a little behind shall not find them not yet valid.
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuer() {}

    static Identity authority(Instant from, Instant until) {
        // Each authority has its own name, so that one from another life is not taken for it.
        var name = name("wavetank-ca-" + new BigInteger(32, RANDOM).toString(16), List.of());
        KeyPair pair = pair();
        try {
            var certificate =
                    builder(name, name, pair, from, until)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(true))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils()
                                            .createSubjectKeyIdentifier(pair.getPublic()));
            return new Identity(signed(certificate, pair.getPrivate()), pair.getPrivate());
        } catch (CertIOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Identity server(
            Identity authority,
            List<String> names,
            List<String> addresses,
            Instant from,
            Instant until) {
        var alternatives = new ArrayList<GeneralName>();
        names.forEach(each -> alternatives.add(new GeneralName(GeneralName.dNSName, each)));
        addresses.forEach(each -> alternatives.add(new GeneralName(GeneralName.iPAddress, each)));
        return leaf(
                authority,
                name("kube-apiserver", List.of()),
                KeyPurposeId.id_kp_serverAuth,
                alternatives,
                from,
                until);
    }

    static Identity client(
            Identity authority, String user, List<String> groups, Instant from, Instant until) {
        return leaf(
                authority,
                name(user, groups),
                KeyPurposeId.id_kp_clientAuth,
                List.of(),
                from,
                until);
    }

    private static Identity leaf(
            Identity authority,
            X500Name name,
            KeyPurposeId purpose,
            List<GeneralName> alternatives,
            Instant from,
            Instant until) {
        KeyPair pair = pair();
        var issuer =
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded());
        try {
            var certificate =
                    builder(issuer, name, pair, from, until)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(purpose))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils()
                                            .createAuthorityKeyIdentifier(authority.certificate()));
            if (!alternatives.isEmpty()) {
                certificate.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(alternatives.toArray(GeneralName[]::new)));
            }
            return new Identity(signed(certificate, authority.key()), pair.getPrivate());
        } catch (CertIOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).add(BigInteger.ONE),
                Date.from(from.minus(BACKDATED)),
                Date.from(until),
                subject,
                pair.getPublic());
    }

    private static X500Name name(String commonName, List<String> organizations) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(each -> name.addRDN(BCStyle.O, each));
        return name.addRDN(BCStyle.CN, commonName).build();
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey by) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            certificate.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (OperatorCreationException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
