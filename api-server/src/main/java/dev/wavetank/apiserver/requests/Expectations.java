package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.RemoteSession;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a component in another process says beside its request, and is told beside the answer; see
/// [RemoteSession].
///
/// @param author the session that sends it; the user's name for everybody else
/// @param expects under which expectations the write is meant
/// @param session whether a component sent it: then a write is answered with the object itself,
///   also where Kubernetes answers a `Status` (bind, delete), and with [#answer]'s headers
record Expectations(String author, List<Expect> expects, boolean session) {
    Expectations {
        expects = List.copyOf(expects);
    }

    /// {@return what the request says}
    ///
    /// @throws Malformed when the expectations are not what [RemoteSession] writes
    static Expectations of(Request request) {
        String author = request.header(RemoteSession.AUTHOR);
        return new Expectations(
                author.isEmpty() ? request.user().name() : author,
                RemoteSession.expects(request.header(RemoteSession.EXPECT)),
                !author.isEmpty());
    }

    /// {@return the headers that carry the outcome to the component}
    static SortedMap<String, String> answer(Outcome.Accepted outcome) {
        var headers = new TreeMap<String, String>();
        headers.put(RemoteSession.REVISION, Long.toString(outcome.revision()));
        headers.put(RemoteSession.GONE, Boolean.toString(outcome.gone()));
        return headers;
    }
}
