package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.tank.VirtualTank;

import org.junit.jupiter.api.Test;

import java.util.List;

/// A fault ends only when nothing of it is left.
final class ActiveFaultTest {
    private static final class Deaf implements Victims {
        @Override
        public void hit(String target) {}

        @Override
        public void refused(String why) {}

        @Override
        public void over() {}
    }

    private static final class Leaky implements Site {
        @Override
        public void release(int fault) {}

        @Override
        public boolean holds(int fault) {
            return fault == 3;
        }
    }

    @Test
    void whatIsLeftOfAFaultIsABugThatThrows() {
        var world = new VirtualWorld(1, VirtualTank.START, Trace.NONE);
        var fault = new ActiveFault(3, new Deaf(), List.of(new Leaky()), world);
        assertThatThrownBy(fault::end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fault 3 was taken back, but Leaky still has some of it");
    }
}
