package dev.wavetank.apiserver.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The cluster's own certificate authority and what it has issued, kept in a folder as PEM files
/// named as kubeadm names them.
///
/// Made on the first start, reused later, and made anew when damaged, about to expire or (for
/// leaves) not from this authority. Keys are ECDSA P-256 and only their owner may read them.
public final class Certificates {
    /// kubeadm's lifetimes: ten years for the authority, one for what it issues.
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    private static final Duration LEAF_LIFE = Duration.ofDays(365);

    /// A cluster is restarted more often than monthly, so nothing expires under way.
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /// The names and addresses under which the API server is reached, from outside and from pods.
    private static final List<String> SERVER_NAMES =
            List.of(
                    "localhost",
                    "kubernetes",
                    "kubernetes.default",
                    "kubernetes.default.svc",
                    "kubernetes.default.svc.cluster.local");

    private static final List<String> SERVER_ADDRESSES = List.of("127.0.0.1", "::1");

    private final PemFolder folder;
    private final Instant now;
    private final Identity authority;
    private final Identity server;

    /// Opens the folder, and makes what is missing in it.
    ///
    /// @param now the wall time, against which expiry is judged
    /// @throws IOException when the folder cannot be read or written
    public Certificates(Path path, Instant now) throws IOException {
        this.folder = new PemFolder(path);
        this.now = now;
        this.authority = authority();
        this.server = server();
    }

    /// {@return the authority's certificate, by which clients know the server}
    public X509Certificate authorityCertificate() {
        return authority.certificate();
    }

    /// {@return the authority's certificate as PEM text}
    public String authorityPem() {
        return authority.certificatePem();
    }

    public Identity serverIdentity() {
        return server;
    }

    /// {@return a client's certificate: the one in the folder, or a new one}
    ///
    /// @param file the name of its files in the folder, without suffix: `admin`
    /// @param user the user it stands for (CN)
    /// @param groups the user's groups (O)
    public Identity client(String file, String user, List<String> groups) throws IOException {
        Identity known = usable(folder.read(file));
        if (known != null
                && ClientUser.of(known.certificate()).equals(ClientUser.of(user, groups))) {
            return known;
        }
        Identity issued = Issuer.client(authority, user, groups, now, now.plus(LEAF_LIFE));
        folder.write(file, issued);
        return issued;
    }

    private Identity authority() throws IOException {
        Identity known = folder.read("ca");
        if (known != null && lasting(known) && known.certificate().getBasicConstraints() >= 0) {
            return known;
        }
        Identity made = Issuer.authority(now, now.plus(AUTHORITY_LIFE));
        folder.write("ca", made);
        return made;
    }

    private Identity server() throws IOException {
        Identity known = usable(folder.read("apiserver"));
        if (known != null && names(known).containsAll(SERVER_NAMES)) {
            return known;
        }
        Identity issued =
                Issuer.server(authority, SERVER_NAMES, SERVER_ADDRESSES, now, now.plus(LEAF_LIFE));
        folder.write("apiserver", issued);
        return issued;
    }

    private @Nullable Identity usable(@Nullable Identity known) {
        return known != null && lasting(known) && issuedHere(known) ? known : null;
    }

    private boolean lasting(Identity known) {
        return known.certificate().getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
    }

    private boolean issuedHere(Identity known) {
        try {
            known.certificate().verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }

    private static Set<String> names(Identity known) {
        var names = new TreeSet<String>();
        try {
            var found = known.certificate().getSubjectAlternativeNames();
            if (found != null) {
                for (List<?> each : found) {
                    names.add(Objects.toString(each.get(1)));
                }
            }
        } catch (CertificateParsingException damaged) {
            // Then it has none that are of use.
        }
        return names;
    }
}
