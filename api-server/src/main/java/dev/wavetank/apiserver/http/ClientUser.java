package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.User;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/// Who a client certificate stands for, by Kubernetes' rule: the common name is the user, the
/// organizations are the groups.
final class ClientUser {
    /// Whoever is known belongs to it.
    private static final String AUTHENTICATED = "system:authenticated";

    private ClientUser() {}

    static User of(String name, List<String> groups) {
        var all = new ArrayList<>(groups);
        if (!all.contains(AUTHENTICATED)) {
            all.add(AUTHENTICATED);
        }
        return new User(name, all);
    }

    /// {@return the user; nobody in particular when the certificate names none}
    static User of(X509Certificate certificate) {
        String name = "";
        var groups = new ArrayList<String>();
        try {
            var subject =
                    new LdapName(
                            certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
            for (var part : subject.getRdns()) {
                var attributes = part.toAttributes().getAll();
                while (attributes.hasMoreElements()) {
                    var attribute = attributes.nextElement();
                    String value = String.valueOf(attribute.get());
                    switch (attribute.getID()) {
                        case "CN" -> name = value;
                        case "O" -> groups.add(value);
                        default -> {}
                    }
                }
            }
        } catch (NamingException notAName) {
            return User.ANONYMOUS;
        }
        return name.isEmpty() ? User.ANONYMOUS : of(name, groups);
    }
}
