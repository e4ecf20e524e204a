package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Kubelets;
import dev.wavetank.apiserver.requests.Streams;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;

import java.util.List;

/// The doors to node agents where there are no nodes, so nobody comes to them.
final class NoStreams implements Streams {
    static final Kubelets KUBELETS =
            new Kubelets((_, _, _, _) -> {}, new NoStreams(), (_, _, _) -> {});

    private NoStreams() {}

    @Override
    public Conversation exec(
            Pod pod, String container, List<String> command, boolean stdin, boolean tty) {
        throw new IllegalStateException("no pod has a node here");
    }

    @Override
    public Conversation attach(Pod pod, String container, boolean stdin, boolean tty) {
        throw new IllegalStateException("no pod has a node here");
    }

    @Override
    public Conversation connect(Pod pod, int port) {
        throw new IllegalStateException("no pod has a node here");
    }
}
