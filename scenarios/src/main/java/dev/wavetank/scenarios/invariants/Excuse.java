package dev.wavetank.scenarios.invariants;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.TimeChaos;

/// Which faults release from a promise, since Kubernetes does not make it under them.
public enum Excuse {
    /// None: it holds whatever goes wrong.
    NONE,
    /// A clock that is set.
    CLOCK,
    /// Whatever keeps the control plane from seeing or acting in time.
    CONTROL_PLANE,
    /// Every fault.
    ANY_FAULT;

    boolean covers(Fault fault) {
        return switch (this) {
            case NONE -> false;
            case CLOCK ->
                    fault instanceof TimeChaos
                            || (fault instanceof NodeChaos chaos
                                    && chaos.action() == NodeChaos.Action.CLOCK_SKEW);
            case CONTROL_PLANE ->
                    switch (fault) {
                        case ControlPlaneChaos _, NetworkChaos _, TimeChaos _ -> true;
                        case NodeChaos _, PodChaos _ -> false;
                    };
            case ANY_FAULT -> true;
        };
    }
}
