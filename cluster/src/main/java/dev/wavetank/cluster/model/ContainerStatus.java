package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// How one container of a pod fares.
///
/// @param started whether it runs and its startup probe passed; null before it was tried
/// @param lastState how the previous attempt ended
public record ContainerStatus(
        @Wire(always = true) String name,
        ContainerState state,
        ContainerState lastState,
        @Wire(always = true) boolean ready,
        @Wire(always = true) int restartCount,
        @Wire(always = true) String image,
        @Wire(always = true) String imageID,
        String containerID,
        @Nullable Boolean started,
        Json.Obj rest) {}
