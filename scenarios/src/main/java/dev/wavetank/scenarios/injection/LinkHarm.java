package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the faults on one link together do to a message.
final class LinkHarm {
    private final List<LinkFault> faults = new ArrayList<>();

    boolean none() {
        return faults.isEmpty();
    }

    List<LinkFault> all() {
        return List.copyOf(faults);
    }

    void add(LinkFault fault) {
        faults.add(fault);
    }

    boolean holds(int fault) {
        return faults.stream().anyMatch(each -> each.owner() == fault);
    }

    /// {@return whether there was anything of this fault}
    boolean release(int fault) {
        return faults.removeIf(each -> each.owner() == fault);
    }

    /// {@return whether anything is kept late}
    boolean delays() {
        return faults.stream().anyMatch(LinkHarm::delays);
    }

    private static boolean delays(LinkFault fault) {
        return switch (fault) {
            case LinkFault.Latency _, LinkFault.WatchDelay _ -> true;
            case LinkFault.Failure _,
                    LinkFault.AnswerLost _,
                    LinkFault.Cut _,
                    LinkFault.Freeze _,
                    LinkFault.CrashAfter _ ->
                    false;
        };
    }

    /// {@return the code of the error that this request gets instead of being carried out; 0 for
    /// none}
    int failure(Ref ref) {
        for (var fault : faults) {
            if (fault instanceof LinkFault.Failure failure
                    && failure.filter().means(ref)
                    && failure.dice().hit()) {
                return failure.code();
            }
        }
        return 0;
    }

    boolean losesRequest(Ref ref) {
        return cut(ref, true);
    }

    boolean losesAnswer(Ref ref) {
        for (var fault : faults) {
            if (fault instanceof LinkFault.AnswerLost lost
                    && lost.filter().means(ref)
                    && lost.dice().hit()) {
                return true;
            }
        }
        return cut(ref, false);
    }

    private boolean cut(Ref ref, boolean sends) {
        for (var fault : faults) {
            if (fault instanceof LinkFault.Cut cut
                    && (sends ? cut.sends() : cut.gets())
                    && cut.filter().means(ref)
                    && cut.dice().hit()) {
                return true;
            }
        }
        return false;
    }

    /// {@return by how much a request or an answer is late}
    Duration latency(Ref ref, boolean sends) {
        var sum = Duration.ZERO;
        for (var fault : faults) {
            if (fault instanceof LinkFault.Latency late
                    && (sends ? late.sends() : late.gets())
                    && late.filter().means(ref)
                    && late.dice().hit()) {
                sum = sum.plus(late.dice().around(late.latency(), late.jitter()));
            }
        }
        return sum;
    }

    /// {@return by how much a notice of a watch is late}
    ///
    /// @param refs what it tells of; null for nothing
    Duration noticeLatency(Query query, @Nullable Iterable<Ref> refs) {
        var sum = Duration.ZERO;
        for (var fault : faults) {
            if (fault instanceof LinkFault.WatchDelay late
                    && touches(late.filter(), query, refs)
                    && late.dice().hit()) {
                sum = sum.plus(late.dice().around(late.latency(), late.jitter()));
            }
        }
        return sum;
    }

    private static boolean touches(
            ResourceFilter filter, Query query, @Nullable Iterable<Ref> refs) {
        return filter.wholly(query.kind()) || filter.meansAny(refs);
    }

    /// {@return whether this notice does not get through, and with it none after it}
    boolean withholds(Query query, @Nullable Iterable<Ref> refs) {
        for (var fault : faults) {
            boolean stops =
                    fault instanceof LinkFault.Freeze
                            || (fault instanceof LinkFault.Cut cut
                                    && cut.gets()
                                    && cut.dice().always());
            if (stops && touches(fault.filter(), query, refs)) {
                return true;
            }
        }
        return false;
    }

    /// {@return whether a watch that begins now gets nothing from the API server}
    boolean blocks(Query query) {
        for (var fault : faults) {
            boolean stops =
                    fault instanceof LinkFault.Freeze
                            || (fault instanceof LinkFault.Cut cut && cut.dice().always());
            if (stops && fault.filter().concerns(query)) {
                return true;
            }
        }
        return false;
    }

    /// {@return the past that a watch which begins now is told, of the oldest freeze; null when it
    /// is told the present}
    @Nullable ClusterState past(Query query) {
        for (var fault : faults) {
            if (fault instanceof LinkFault.Freeze freeze && freeze.filter().concerns(query)) {
                return freeze.frozen();
            }
        }
        return null;
    }

    /// {@return whether a watch can reach the API server at all}
    boolean cutOff(Query query) {
        return faults.stream()
                .anyMatch(fault ->
                        fault instanceof LinkFault.Cut cut
                                && cut.dice().always()
                                && cut.filter().concerns(query));
    }
}
