package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.util.List;
import java.util.SortedSet;

/// Decides what must change so that the cluster becomes what was asked for.
///
/// Pure: equal arguments give equal plans. Level-based: it is told what *is*, never what happened;
/// [#touched] may only choose which keys to look at.
///
/// @param <M> what is remembered about a key from one plan to the next; lost in a crash
public interface Controller<M> {
    /// {@return the name under which it acts, such as `replicaset-controller`}
    String name();

    /// {@return what it needs to observe; at most one query per kind}
    List<Query> watches();

    /// {@return which keys a change concerns}
    SortedSet<Key> touched(Change change, View view);

    /// {@return what is remembered about a key of which nothing is known yet}
    M start();

    Plan<M> reconcile(Key key, View view, M memory, Time now);

    /// {@return what is remembered after the answer to an action of a plan}
    ///
    /// Called for every answer when the plan has ended, in the order of the answers, beginning with
    /// the plan's memory if it succeeded and with the memory it was made from if not. So a
    /// controller can tell the user of names that the server gave and of writes that it refused.
    default M answered(M memory, Action action, Outcome outcome) {
        return memory;
    }
}
