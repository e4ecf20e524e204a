package dev.wavetank.cluster.model;

import java.util.SortedMap;

/// What a container needs at least (requests: the scheduler counts these) and may use at most
/// (limits).
public record ResourceRequirements(
        SortedMap<String, Quantity> limits, SortedMap<String, Quantity> requests, Json.Obj rest) {}
