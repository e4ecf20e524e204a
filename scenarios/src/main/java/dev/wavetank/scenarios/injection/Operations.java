package dev.wavetank.scenarios.injection;

import dev.wavetank.tank.Tank;

/// The switches of a tank: which components, nodes and servers are kept from living, by whom.
///
/// A component lives again when no fault holds it down and, if it is a node's agent, its node has
/// power. What happens in a moment (restart, reboot) does nothing to what is held down: a machine
/// without power cannot boot.
final class Operations implements Site {
    private static final String SERVER = "the API server";

    private final Tank tank;
    private final Owners down = new Owners();
    private final Owners off = new Owners();

    Operations(Tank tank) {
        this.tank = tank;
    }

    void crash(String component, int fault) {
        if (down.take(component, fault)) {
            tank.crashComponent(component);
        }
    }

    void restart(String component) {
        if (tank.alive(component) && !heldDown(component)) {
            tank.crashComponent(component);
            tank.startComponent(component);
        }
    }

    void powerOff(String node, int fault) {
        if (off.take(node, fault)) {
            tank.powerOff(node);
        }
    }

    void reboot(String node, boolean containersSurvive) {
        String agent = Components.agent(node);
        if (off.held(node)) {
            return;
        } else if (!containersSurvive) {
            tank.powerOff(node);
            start(node);
        } else if (!heldDown(agent)) {
            tank.reboot(node, true);
        }
    }

    /// Starts what lives on a node.
    private void start(String node) {
        for (String name : tank.components()) {
            if (Components.node(name).equals(node) && !heldDown(name)) {
                tank.startComponent(name);
            }
        }
    }

    void crashServer(int fault) {
        if (down.take(SERVER, fault)) {
            tank.crashServer();
        }
    }

    void restartServer() {
        if (!down.held(SERVER)) {
            tank.crashServer();
            tank.startServer();
        }
    }

    private boolean heldDown(String component) {
        return down.held(component) || off.held(Components.node(component));
    }

    @Override
    public void release(int fault) {
        for (String name : down.release(fault)) {
            if (name.equals(SERVER)) {
                tank.startServer();
            } else if (!heldDown(name)) {
                tank.startComponent(name);
            }
        }
        off.release(fault).forEach(this::start);
    }

    @Override
    public boolean holds(int fault) {
        return down.holds(fault) || off.holds(fault);
    }
}
