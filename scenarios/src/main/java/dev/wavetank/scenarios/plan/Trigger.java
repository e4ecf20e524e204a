package dev.wavetank.scenarios.plan;

import dev.wavetank.scenarios.format.Says;

/// A change of state at which exactly a step happens.
@Says("the change of state at which exactly the step happens")
public record Trigger(
        @Says("whose view it is: the name of a component, such as replicaset-controller")
                String component,
        @Says("whether it is what the component sends or what it sees") Way way,
        @Says("which change") Verb verb,
        @Says(
                        "of which object: pods/shop/web-*; of all in a namespace: pods/shop; of"
                                + " all: pods")
                String resource,
        @Says(value = "the so-manieth time, from when the step is reached", otherwise = "1")
                int occurrence,
        @Says(
                        value = "before the server or the component gets to know it, or after",
                        otherwise = "after")
                When when) {
    /// Which way the change passes.
    public enum Way {
        SENDS,
        SEES
    }

    /// What is changed.
    public enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    /// On which side of it.
    public enum When {
        BEFORE,
        AFTER
    }
}
