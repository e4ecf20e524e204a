package dev.wavetank.apiserver.requests;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// One HTTP request, whole.
///
/// @param method in capitals: `GET`, `PATCH`, ...
/// @param path decoded, without the query, such as `/api/v1/namespaces/default/pods`
/// @param query the decoded parameters; a name may come several times
/// @param headers the names in lower case
public record Request(
        String method,
        String path,
        SortedMap<String, List<String>> query,
        SortedMap<String, String> headers,
        User user,
        byte[] body) {

    /// {@return the first value of a query parameter; "" when it is absent}
    public String parameter(String name) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    /// {@return whether a parameter is on, as upstream reads flags}
    ///
    /// It is off when it is absent, `0` or `false`; all else turns it on, also no value at all.
    boolean flag(String name) {
        String value = parameter(name);
        return query.containsKey(name) && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    /// {@return a header's value; "" when it is absent}
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    Request by(User other) {
        return new Request(method, path, query, headers, other, body);
    }
}
