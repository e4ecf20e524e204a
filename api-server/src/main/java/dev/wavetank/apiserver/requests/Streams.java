package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;

import java.util.List;

/// The way into containers: the side of the node agents.
///
/// Each answers at once; whether it can be done shows when the conversation has begun. All are to
/// be used in turns of the API server's World.
public interface Streams {
    /// Runs a program beside the container's own.
    ///
    /// @param stdin whether the caller has something to say
    /// @param tty whether the program has a terminal
    Conversation exec(Pod pod, String container, List<String> command, boolean stdin, boolean tty);

    /// Joins the container's own program.
    Conversation attach(Pod pod, String container, boolean stdin, boolean tty);

    /// Connects to a port inside of a pod.
    Conversation connect(Pod pod, int port);
}
