package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Remembers what was asked and answers that there is nothing.
final class FakeLogs implements Logs {
    final List<String> asked = new ArrayList<>();

    @Override
    public void read(Pod pod, String container, Options options, Consumer<Answer> then) {
        asked.add(pod.meta().name() + "/" + container + " tail " + options.tailLines());
        then.accept(
                new Answer.Unreadable(
                        "BadRequest",
                        "container \""
                                + container
                                + "\" in pod \""
                                + pod.meta().name()
                                + "\" is waiting to start: ContainerCreating"));
    }
}
