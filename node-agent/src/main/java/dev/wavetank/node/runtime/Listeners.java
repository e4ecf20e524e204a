package dev.wavetank.node.runtime;

/// What clients find that connect to the pods of one node.
///
/// Only a modelled network uses this: agents and their probes go through [ContainerRuntime]. To be
/// asked in a turn, about this moment.
public interface Listeners {
    /// What comes of a connection.
    enum Answer {
        /// An app takes it and answers.
        SERVED,
        /// The pod is there, but no app listens: it is not up yet, told to end, or over.
        REFUSED,
        /// Nobody says anything: the address is nobody's, the machine has no power, or the app
        /// hangs.
        SILENT
    }

    /// {@return what comes of a connection to this port of a pod}
    ///
    /// The container that declares the port has it; if none does, any that listens, since declaring
    /// ports is not needed for listening.
    ///
    /// @param uid the pod's
    Answer connect(String uid, int port);
}
