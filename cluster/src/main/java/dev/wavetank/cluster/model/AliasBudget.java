package dev.wavetank.cluster.model;

/// How much of a document may come from aliases, so that a few lines cannot stand for billions of
/// values. The bounds are those of Go's parser: 99 % up to 400,000 nodes, falling evenly to 10 % at
/// 4,000,000; the first 100 aliased nodes and the first 1,000 nodes are free.
final class AliasBudget {
    private static final double FEW_NODES = 400_000;
    private static final double MANY_NODES = 4_000_000;
    private static final double SHARE_OF_FEW = 0.99;
    private static final double SHARE_OF_MANY = 0.10;

    private long nodes;
    private long aliased;

    void start() {
        nodes = 0;
        aliased = 0;
    }

    void node() {
        nodes++;
    }

    /// {@return the nodes so far, those behind aliases included}
    long nodes() {
        return nodes;
    }

    /// Counts an alias for this many nodes.
    ///
    /// @return false when that is too much
    boolean allows(long behindAlias) {
        nodes += behindAlias + 1;
        aliased += behindAlias;
        return aliased <= 100 || nodes <= 1000 || (double) aliased / nodes <= share();
    }

    private double share() {
        double along = (nodes - FEW_NODES) / (MANY_NODES - FEW_NODES);
        return SHARE_OF_FEW - (SHARE_OF_FEW - SHARE_OF_MANY) * Math.clamp(along, 0.0, 1.0);
    }
}
