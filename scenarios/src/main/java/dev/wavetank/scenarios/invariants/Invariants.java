package dev.wavetank.scenarios.invariants;

import java.util.List;

/// Every invariant there is.
public final class Invariants {
    private Invariants() {}

    /// {@return all, for one run}
    public static List<Invariant> all() {
        return List.of(
                new RevisionsGrow(),
                new GenerationsGrow(),
                new IdentitiesStay(),
                new DeletionsStay(),
                new BindingsStay(),
                new PhasesEnd(),
                new RestartsCount(),
                new TimesGrow(),
                new PodsAreBoundWhereAllowed(),
                new PodsFitTheirNode(),
                new NodesRunWhatFits(),
                new ContainersRunOnce(),
                new PodsRunWhereBound(),
                new ContainersHavePods(),
                new AddressesAreUnique(),
                new OwnersExist(),
                new CollectorSparesTheLiving(),
                new ReplicaSetsDoNotOvershoot(),
                new RolloutsKeepTheirSurge(),
                new RolloutsKeepPodsAvailable(),
                new RolloutsDoNotOscillate(),
                new PodsAreNotChurned(),
                new EndpointsAreReady(),
                new ReadyPodsAreEndpoints(),
                new LeasesAreNotStolen(),
                new OnlyTheLeaderActs(),
                new WritesComeToRest());
    }

    /// {@return those of these names, for one run; all when there are none}
    public static List<Invariant> named(List<String> names) {
        return names.isEmpty()
                ? all()
                : all().stream().filter(each -> names.contains(each.name())).toList();
    }

    /// {@return the names that a scenario may give}
    public static List<String> names() {
        return all().stream().map(Invariant::name).toList();
    }
}
