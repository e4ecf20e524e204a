package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The clocks that containers read, and by how much faults make them wrong; several add up.
///
/// All that a modelled container tells of its clock are the times of its log: lines it writes while
/// a fault lasts carry the wrong time, as long as the fault lasts. Nothing else is changed by it.
final class ContainerClocks implements Site {
    private final List<Wrong> wrong = new ArrayList<>();

    /// @param containers their names; none for all
    private record Wrong(
            Targets targets, List<String> containers, Duration offset, Instant since) {}

    void set(Targets targets, List<String> containers, Duration offset, Instant since) {
        wrong.add(new Wrong(targets, containers, offset, since));
    }

    boolean right() {
        return wrong.isEmpty();
    }

    /// {@return a log with the times that the container's clock showed}
    Result.Log read(String node, PodIdentity pod, String container, Result.Log log) {
        var lines = new ArrayList<Result.Line>();
        for (var line : log.lines()) {
            var time = line.time();
            for (var each : wrong) {
                if (each.targets().means(node, pod)
                        && (each.containers().isEmpty() || each.containers().contains(container))
                        && !line.time().isBefore(each.since())) {
                    time = time.plus(each.offset());
                }
            }
            lines.add(new Result.Line(time, line.text()));
        }
        return new Result.Log(lines, log.next(), log.ended());
    }

    @Override
    public void release(int fault) {
        wrong.removeIf(each -> each.targets().fault().number == fault);
    }

    @Override
    public boolean holds(int fault) {
        return wrong.stream().anyMatch(each -> each.targets().fault().number == fault);
    }
}
