package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/// Messages on their way in one direction. None overtakes another, however late it is; none is lost
/// here.
final class Lane {
    private final World world;
    private final BooleanSupplier stopped;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private boolean armed;

    private record Message(Time due, Runnable arrive) {}

    /// @param world in whose turns late messages arrive; when it is closed they never do
    /// @param stopped whether nothing arrives at the moment; when that is over, [#resume] is called
    Lane(World world, BooleanSupplier stopped) {
        this.world = world;
        this.stopped = stopped;
    }

    boolean idle() {
        return messages.isEmpty();
    }

    /// Sends a message. It arrives within the call when nothing holds it up.
    ///
    /// @return when it is due
    Time send(Duration delay, Runnable arrive) {
        var now = world.now();
        if (messages.isEmpty() && delay.isZero() && !stopped.getAsBoolean()) {
            arrive.run();
            return now;
        }
        var due = now.plus(delay);
        if (!messages.isEmpty() && due.before(messages.getLast().due())) {
            due = messages.getLast().due();
        }
        messages.add(new Message(due, arrive));
        arm();
        return due;
    }

    /// Puts a message before all others.
    void again(Runnable arrive) {
        messages.addFirst(new Message(world.now(), arrive));
        arm();
    }

    private void arm() {
        var first = messages.peek();
        if (!armed && first != null && !stopped.getAsBoolean()) {
            armed = true;
            world.after("late message", first.due().since(world.now()), this::arrive);
        }
    }

    private void arrive() {
        armed = false;
        var first = messages.peek();
        if (first != null && !stopped.getAsBoolean() && !world.now().before(first.due())) {
            messages.poll();
            first.arrive().run();
        }
        arm();
    }

    /// Goes on after it was stopped.
    void resume() {
        arm();
    }

    /// Everything is due now.
    void hurry() {
        var now = world.now();
        var all = new ArrayDeque<>(messages);
        messages.clear();
        for (var each : all) {
            messages.add(new Message(now.min(each.due()), each.arrive()));
        }
        if (!messages.isEmpty() && !stopped.getAsBoolean()) {
            armed = true;
            world.post("late message", this::arrive);
        }
    }

    /// {@return whether anything is due later than now}
    boolean late() {
        return !messages.isEmpty() && world.now().before(messages.getLast().due());
    }

    /// Drops all messages.
    void clear() {
        messages.clear();
    }
}
