package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// The links of all sessions with the API server, one for each session's name, over all lives.
///
/// A component may have several sessions, called `controller-manager-1/replicaset-controller`: who
/// means the component means them all, also those that it opens later.
final class Links implements Site {
    private final TreeMap<String, Link> links = new TreeMap<>();
    private final List<Standing> standing = new ArrayList<>();
    private @Nullable Stage stage;

    /// A fault that hits links, also those to come.
    private record Standing(int owner, Predicate<Link> hits, Function<Link, LinkFault> with) {}

    void attach(Stage to) {
        stage = to;
        links.values().forEach(link -> link.attach(to));
    }

    Api decorate(String session, World world, Api api) {
        var link = links.computeIfAbsent(session, this::link);
        var faulty = new FaultyApi(link, world, api);
        link.begin(faulty);
        return faulty;
    }

    private Link link(String session) {
        var link = new Link(session);
        if (stage != null) {
            link.attach(stage);
        }
        for (var each : standing) {
            if (each.hits().test(link)) {
                link.add(each.with().apply(link));
            }
        }
        return link;
    }

    /// {@return the names of all sessions and components that there have been}
    List<String> names() {
        var names = new TreeSet<>(links.keySet());
        links.values().forEach(link -> names.add(link.component()));
        return List.copyOf(names);
    }

    /// Begins a fault on every link that belongs to one of these components or sessions.
    void hit(int owner, List<String> names, Function<Link, LinkFault> with) {
        var hit = new Standing(owner, link -> meant(names, link), with);
        standing.add(hit);
        for (var link : links.values()) {
            if (hit.hits().test(link)) {
                link.add(with.apply(link));
            }
        }
    }

    private static boolean meant(List<String> names, Link link) {
        return names.contains(link.session()) || names.contains(link.component());
    }

    void breakWatches(List<String> names, ResourceFilter filter, String why) {
        for (var link : links.values()) {
            if (meant(names, link)) {
                link.breakWatches(filter, why);
            }
        }
    }

    /// {@return the links that this name or pattern means}
    List<Link> matching(String pattern) {
        return links.values().stream()
                .filter(link ->
                        Components.matches(pattern, link.session())
                                || Components.matches(pattern, link.component()))
                .toList();
    }

    @Override
    public void release(int fault) {
        standing.removeIf(each -> each.owner() == fault);
        links.values().forEach(link -> link.release(fault));
    }

    @Override
    public boolean holds(int fault) {
        return standing.stream().anyMatch(each -> each.owner() == fault)
                || links.values().stream().anyMatch(link -> link.holds(fault));
    }
}
