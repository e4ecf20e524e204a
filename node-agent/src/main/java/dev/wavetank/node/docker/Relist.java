package dev.wavetank.node.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Event;

import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedPod;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks at the engine's containers after each event and every second, so that a lost event costs a
/// second.
///
/// Of what did not change since the last look only the list is asked for.
final class Relist {
    private static final Logger LOG = Logger.getLogger("dev.wavetank.docker");

    /// The kubelet's relist period.
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// Images come by pulls, after which they are looked at at once, and by the user's hand.
    private static final int IMAGES_EVERY = 10;

    private final Engine engine;
    private final Owner owner;
    private final Images images;
    private final BiFunction<String, ObservedContainer, ObservedContainer> probed;
    private final AtomicInteger holds = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean imagesChanged = true;
    private volatile boolean closed;
    private volatile @Nullable Consumer<Observed> sink;
    private volatile Observed last = Observed.NOTHING;

    /// Of this thread only.
    private final Map<String, Seen> seen = new HashMap<>();

    private int looks;
    private boolean failing;
    private volatile @Nullable Receiving<Event> listening;

    /// What was found out about a container, as long as its state is the same.
    private record Seen(String state, InspectContainerResponse response) {}

    /// @param probed adds what is known of its probes to a run of the pod with this uid
    Relist(
            Engine engine,
            Owner owner,
            Images images,
            BiFunction<String, ObservedContainer, ObservedContainer> probed) {
        this.engine = engine;
        this.owner = owner;
        this.images = images;
        this.probed = probed;
    }

    /// Begins to look.
    void start() {
        Thread.ofVirtual().name("docker relist " + owner.node()).start(this::run);
        Thread.ofVirtual().name("docker events " + owner.node()).start(this::listen);
    }

    void tell(Consumer<Observed> to) {
        sink = to;
        imagesChanged = true;
        look();
    }

    /// {@return what the last look found}
    Observed last() {
        return last;
    }

    /// Looks no more until [#release] was called as often.
    void hold() {
        holds.incrementAndGet();
    }

    void release() {
        holds.decrementAndGet();
        look();
    }

    /// Looks as soon as possible.
    void look() {
        news.release();
    }

    void lookAtImages() {
        imagesChanged = true;
        look();
    }

    void close() {
        closed = true;
        look();
        var events = listening;
        if (events != null) {
            events.close();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (news.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException ending) {
                return;
            }
            var to = sink;
            if (to != null && !closed && holds.get() == 0) {
                try {
                    last = observed();
                    failing = false;
                    to.accept(last);
                } catch (RuntimeException unreachable) {
                    complain(unreachable);
                }
            }
        }
    }

    private void complain(RuntimeException unreachable) {
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "the Docker engine does not answer " + owner.node(),
                    unreachable);
        }
        failing = true;
    }

    private Observed observed() {
        var listing = Listing.of(engine.client(), owner);
        var byPod = new HashMap<String, List<Listing.Entry>>();
        for (var each : listing.all()) {
            // A sandbox that is being started would look like one that was lost.
            if (each.isSandbox() && each.coming()) {
                continue;
            }
            byPod.computeIfAbsent(each.uid(), _ -> new ArrayList<>()).add(each);
        }
        TreePMap<String, ObservedPod> pods = TreePMap.empty();
        for (var each : byPod.entrySet()) {
            var pod = pod(each.getValue());
            var before = last.pods().get(each.getKey());
            pods = pods.plus(each.getKey(), pod.equals(before) ? before : pod);
        }
        seen.keySet().retainAll(listing.all().stream().map(Listing.Entry::id).toList());
        return new Observed(pods, images());
    }

    private TreePMap<String, Long> images() {
        if (!imagesChanged && looks++ % IMAGES_EVERY != 0) {
            return last.images();
        }
        imagesChanged = false;
        var present = images.present();
        return present.equals(last.images()) ? last.images() : present;
    }

    private ObservedPod pod(List<Listing.Entry> entries) {
        int sandbox = -1;
        boolean ready = false;
        String ip = "";
        var runs = new ArrayList<ObservedContainer>();
        for (var each : entries) {
            var response = inspect(each);
            if (response == null) {
                continue;
            }
            if (!each.isSandbox()) {
                runs.add(probed.apply(each.uid(), Inspection.run(each, response)));
            } else if (each.attempt() >= sandbox) {
                sandbox = each.attempt();
                ready = each.runs();
                ip = Inspection.ip(response);
            }
        }
        return new ObservedPod(
                Labels.identity(entries.getFirst().labels()),
                Math.max(sandbox, 0),
                ready,
                ip,
                runs);
    }

    private @Nullable InspectContainerResponse inspect(Listing.Entry entry) {
        var known = seen.get(entry.id());
        // A created one may be on its way, or may have failed to start.
        if (known != null
                && known.state().equals(entry.state())
                && !entry.state().equals("created")) {
            return known.response();
        }
        try {
            var response = engine.client().inspectContainerCmd(entry.id()).exec();
            seen.put(entry.id(), new Seen(entry.state(), response));
            return response;
        } catch (NotFoundException gone) {
            return null;
        }
    }

    /// Keeps the stream of events open as long as there is an engine.
    private void listen() {
        while (!closed) {
            try (var events = new Receiving<Event>(_ -> look())) {
                listening = events;
                engine.client()
                        .eventsCmd()
                        .withLabelFilter(owner.filters().toArray(String[]::new))
                        .withEventTypeFilter("container")
                        .exec(events)
                        .awaitCompletion();
            } catch (RuntimeException broken) {
                LOG.log(Level.FINE, "events of the Docker engine stopped", broken);
            } catch (InterruptedException ending) {
                return;
            }
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException ending) {
                return;
            }
        }
    }
}
