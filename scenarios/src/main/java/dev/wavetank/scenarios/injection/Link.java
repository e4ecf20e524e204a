package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What passes between one component and the API server, and what faults do to it, over all lives
/// of a session.
final class Link {
    /// When a component gives up waiting for an answer: as our client does over HTTPS.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final LinkTriggers triggers;
    private final String session;
    private final List<LinkFault> faults = new ArrayList<>();
    private @Nullable FaultyApi life;
    private @Nullable Lane out;
    private @Nullable Stage stage;

    Link(String session) {
        this.session = session;
        triggers = new LinkTriggers(this::resume);
    }

    String session() {
        return session;
    }

    /// {@return whose session it is}
    String component() {
        int slash = session.indexOf('/');
        return slash < 0 ? session : session.substring(0, slash);
    }

    void attach(Stage to) {
        stage = to;
        out = new Lane(to.world.child("link-" + session.replace('/', '.')), () -> false);
        triggers.attach(to.world);
    }

    void begin(FaultyApi api) {
        life = api;
    }

    private void resume() {
        if (life != null) {
            life.resume();
        }
    }

    /// {@return whether all passes as if there were no faults}
    boolean clear() {
        return faults.isEmpty() && triggers.none() && (out == null || out.idle());
    }

    /// {@return the way of what has left the component; it goes on when the component crashes}
    Lane out() {
        if (out == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        return out;
    }

    void add(LinkFault fault) {
        faults.add(fault);
    }

    boolean holds(int fault) {
        return faults.stream().anyMatch(each -> each.owner() == fault)
                || (faults.isEmpty() && (out().late() || (life != null && life.late())));
    }

    /// Takes a fault away. What it kept late comes now, unless another keeps things late; watches
    /// that missed something begin again.
    void release(int fault) {
        if (faults.removeIf(each -> each.owner() == fault)) {
            if (faults.stream().noneMatch(Link::delays)) {
                out().hurry();
                if (life != null) {
                    life.hurry();
                }
            }
            if (life != null) {
                life.heal();
            }
        }
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

    /// Breaks the watches that the filter means.
    void breakWatches(ResourceFilter filter, String why) {
        if (life != null) {
            life.breakWatches(filter, why);
        }
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

    /// An action has left.
    ///
    /// @return whether it was the component's last one
    boolean left(Action action) {
        boolean last = false;
        for (var fault : new ArrayList<>(faults)) {
            if (fault instanceof LinkFault.CrashAfter crash
                    && crash.filter().means(action.ref())
                    && crash.actions().down()
                    && stage != null) {
                stage.operations.crash(component(), crash.owner());
                last = true;
            }
        }
        return last;
    }
}
