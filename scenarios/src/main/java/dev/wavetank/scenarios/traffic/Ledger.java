package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Counts what became of the requests of one stream, and tells when it begins to lose some and when
/// it serves again.
final class Ledger {
    /// Chosen: a stream that lost nothing for so long serves again. Shorter and a bad network would
    /// be told as many outages.
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final String stream;
    private final Streams.Log log;
    private final Period all;
    private final Time began;
    private @Nullable Period outage;
    private long second;
    private long answeredThisSecond;
    private long lostThisSecond;
    private boolean curved;

    /// A time in which requests were lost, up to the last of them.
    private static final class Period {
        final Time began;
        final Map<Loss, Long> losses = new EnumMap<>(Loss.class);
        Time lastLoss;
        long answered;
        long lost;
        long requestsUntilLastLoss;
        long worstLost;
        long worstRequests;

        Period(Time now) {
            began = now;
            lastLoss = now;
        }

        void lost(Loss loss, Time now) {
            lost++;
            losses.merge(loss, 1L, Long::sum);
            lastLoss = now;
            requestsUntilLastLoss = answered + lost;
        }

        void second(long lostInIt, long requestsInIt) {
            if (lostInIt > worstLost) {
                worstLost = lostInIt;
                worstRequests = requestsInIt;
            }
        }

        /// {@return such as `12 no answer, 3 connection refused; at worst 9 of 20 in a second`}
        String words() {
            var words = new StringBuilder();
            losses.forEach((loss, count) ->
                    words.append(words.isEmpty() ? "" : ", ")
                            .append(count)
                            .append(' ')
                            .append(loss.words()));
            return words + "; at worst " + worstLost + " of " + worstRequests + " in a second";
        }
    }

    Ledger(String stream, Time now, Streams.Log log) {
        this.stream = stream;
        this.log = log;
        began = now;
        all = new Period(now);
    }

    Streams.Count count() {
        return new Streams.Count(all.answered, all.lost);
    }

    void answered(Time now) {
        turn(now);
        answeredThisSecond++;
        all.answered++;
        log.answered(stream);
        if (outage != null) {
            outage.answered++;
            if (now.since(outage.lastLoss).compareTo(QUIET) >= 0) {
                log.said(stream, "serves again: in " + words(outage));
                outage = null;
            }
        }
    }

    void lost(Loss loss, String where, Time now) {
        turn(now);
        lostThisSecond++;
        all.lost(loss, now);
        log.lost(stream, loss);
        if (outage == null) {
            outage = new Period(now);
            log.said(stream, "loses requests: " + loss.words() + " " + where);
        }
        outage.lost(loss, now);
    }

    private static String words(Period outage) {
        return String.format(
                Locale.ROOT,
                "%.1f s it lost %d of %d requests: %s",
                outage.lastLoss.since(outage.began).toMillis() / 1000.0,
                outage.lost,
                outage.requestsUntilLastLoss,
                outage.words());
    }

    /// A second is over when the first request of a later one counts. The curve has a point at each
    /// end of a second in which requests were lost, so that it is flat where none were.
    private void turn(Time now) {
        long current = now.since(began).toSeconds();
        if (current == second) {
            return;
        }
        close();
        boolean curves = lostThisSecond > 0;
        if (curves || curved) {
            log.curve();
        }
        curved = curves;
        second = current;
        answeredThisSecond = 0;
        lostThisSecond = 0;
    }

    private void close() {
        long requests = answeredThisSecond + lostThisSecond;
        all.second(lostThisSecond, requests);
        if (outage != null) {
            outage.second(lostThisSecond, requests);
        }
    }

    /// The stream ends.
    void end() {
        close();
        long requests = all.answered + all.lost;
        String total = all.lost == 0 ? "lost none of " : "lost " + all.lost + " of ";
        log.said(
                stream,
                total
                        + requests
                        + " requests"
                        + (all.lost == 0 ? "" : ": " + all.words())
                        + (outage == null ? "" : "; it may lose more"));
    }
}
