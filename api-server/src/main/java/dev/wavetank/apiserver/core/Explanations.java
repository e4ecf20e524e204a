package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Reason;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why components decided as they did: per object the last 16 distinct reasons, 64 MB in all.
///
/// Kept in memory only; a crash of the API server loses them without harm. When the bound is
/// reached, the object whose last reason is the oldest is forgotten first.
public final class Explanations {
    private static final int PER_OBJECT = 16;
    private static final long BYTES_MAX = 64L << 20;

    /// What an entry costs beside its text, roughly: the record, its strings' heads, its place.
    private static final long BYTES_PER_ENTRY = 200;

    private final long bytesMax;
    private final LinkedHashMap<String, Recent> byUid = new LinkedHashMap<>();
    private long bytes;

    /// A reason and how often it was given.
    ///
    /// @param count how often, at least 1
    /// @param first when it was given first
    /// @param last when it was given last
    public record Explanation(Reason reason, int count, Instant first, Instant last) {}

    private static final class Recent {
        final LinkedHashMap<Reason, Explanation> reasons = new LinkedHashMap<>();
    }

    public Explanations() {
        this(BYTES_MAX);
    }

    Explanations(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// Takes reasons in.
    public void add(List<Reason> reasons, Instant now) {
        for (var reason : reasons) {
            add(reason, now);
        }
        forgetOldest();
    }

    private void add(Reason reason, Instant now) {
        var about = byUid.getOrDefault(reason.uid(), new Recent());
        byUid.putLast(reason.uid(), about);
        var recent = about.reasons;
        var known = recent.remove(reason);
        if (known == null) {
            recent.put(reason, new Explanation(reason, 1, now, now));
            bytes += size(reason);
        } else {
            recent.put(reason, new Explanation(reason, known.count() + 1, known.first(), now));
        }
        if (recent.size() > PER_OBJECT) {
            var oldest = recent.keySet().iterator();
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private void forgetOldest() {
        Iterator<Map.Entry<String, Recent>> oldest = byUid.entrySet().iterator();
        while (bytes > bytesMax && oldest.hasNext()) {
            for (var reason : oldest.next().getValue().reasons.keySet()) {
                bytes -= size(reason);
            }
            oldest.remove();
        }
    }

    private static long size(Reason reason) {
        long size = BYTES_PER_ENTRY + reason.decision().length() + reason.component().length();
        for (var detail : reason.details()) {
            size += 48 + detail.length();
        }
        return size;
    }

    /// {@return what was decided about the object of this uid, the newest first}
    public List<Explanation> about(String uid) {
        var recent = byUid.get(uid);
        return recent == null ? List.of() : new ArrayList<>(recent.reasons.values()).reversed();
    }
}
