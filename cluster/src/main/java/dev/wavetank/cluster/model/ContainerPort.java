package dev.wavetank.cluster.model;

/// A port on which a container listens.
public record ContainerPort(
        String name, @Wire(always = true) int containerPort, String protocol, Json.Obj rest) {}
