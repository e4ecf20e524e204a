package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// `metadata` of an object. The API server alone sets uid, revision, generation and timestamps.
///
/// @param resourceVersion the revision of the last write of this object; 0 before the first
/// @param generation counts changes of what is desired; 0 for kinds that do not count
/// @param deletionGracePeriodSeconds how long the object may still take, in seconds
/// @param rest the fields that Wavetank does not act on, such as `managedFields`
public record Meta(
        String name,
        String generateName,
        String namespace,
        String uid,
        @Wire(text = true) long resourceVersion,
        long generation,
        @Nullable Instant creationTimestamp,
        @Nullable Instant deletionTimestamp,
        @Nullable Long deletionGracePeriodSeconds,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        List<OwnerReference> ownerReferences,
        List<String> finalizers,
        Json.Obj rest) {

    public static final Meta EMPTY = Shape.of(Meta.class).read(Json.Obj.EMPTY, "metadata");

    public Meta {
        creationTimestamp = Timestamps.whole(creationTimestamp);
        deletionTimestamp = Timestamps.whole(deletionTimestamp);
        ownerReferences = List.copyOf(ownerReferences);
        finalizers = List.copyOf(finalizers);
    }

    public static Meta of(String namespace, String name) {
        return EMPTY.withNamespace(namespace).withName(name);
    }

    /// {@return the owner that manages this object, if one does}
    public @Nullable OwnerReference controller() {
        // By place, as conditions are sought: asked of every object that anybody owns.
        for (int i = 0; i < ownerReferences.size(); i++) {
            var owner = ownerReferences.get(i);
            if (owner.controls()) {
                return owner;
            }
        }
        return null;
    }

    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    public String annotation(String name) {
        return annotations.getOrDefault(name, "");
    }

    private Meta(Meta from, String name, String generateName, String namespace) {
        this(
                name,
                generateName,
                namespace,
                from.uid,
                from.resourceVersion,
                from.generation,
                from.creationTimestamp,
                from.deletionTimestamp,
                from.deletionGracePeriodSeconds,
                from.labels,
                from.annotations,
                from.ownerReferences,
                from.finalizers,
                from.rest);
    }

    private Meta(
            Meta from,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            List<OwnerReference> owners,
            List<String> finalizers) {
        this(
                from.name,
                from.generateName,
                from.namespace,
                from.uid,
                from.resourceVersion,
                from.generation,
                from.creationTimestamp,
                from.deletionTimestamp,
                from.deletionGracePeriodSeconds,
                labels,
                annotations,
                owners,
                finalizers,
                from.rest);
    }

    public Meta withName(String to) {
        return new Meta(this, to, generateName, namespace);
    }

    public Meta withGenerateName(String to) {
        return new Meta(this, name, to, namespace);
    }

    public Meta withNamespace(String to) {
        return new Meta(this, name, generateName, to);
    }

    public Meta withLabels(SortedMap<String, String> to) {
        return new Meta(this, to, annotations, ownerReferences, finalizers);
    }

    public Meta withAnnotations(SortedMap<String, String> to) {
        return new Meta(this, labels, to, ownerReferences, finalizers);
    }

    public Meta withLabel(String label, String value) {
        return withLabels(with(labels, label, value));
    }

    public Meta withAnnotation(String annotation, String value) {
        return withAnnotations(with(annotations, annotation, value));
    }

    public Meta withOwners(List<OwnerReference> to) {
        return new Meta(this, labels, annotations, to, finalizers);
    }

    public Meta withFinalizers(List<String> to) {
        return new Meta(this, labels, annotations, ownerReferences, to);
    }

    private static SortedMap<String, String> with(
            SortedMap<String, String> map, String name, String value) {
        var changed = new TreeMap<>(map);
        changed.put(name, value);
        return Collections.unmodifiableSortedMap(changed);
    }

    /// {@return this with other values of what the API server alone sets, and of the rest}
    private Meta with(
            String newUid,
            long newResourceVersion,
            long newGeneration,
            @Nullable Instant created,
            @Nullable Instant deletion,
            @Nullable Long graceSeconds,
            Json.Obj newRest) {
        return new Meta(
                name,
                generateName,
                namespace,
                newUid,
                newResourceVersion,
                newGeneration,
                created,
                deletion,
                graceSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers,
                newRest);
    }

    public Meta withUid(String to) {
        return with(
                to,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                rest);
    }

    public Meta withResourceVersion(long to) {
        return with(
                uid,
                to,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                rest);
    }

    public Meta withGeneration(long to) {
        return with(
                uid,
                resourceVersion,
                to,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                rest);
    }

    public Meta withCreated(@Nullable Instant to) {
        return with(
                uid,
                resourceVersion,
                generation,
                to,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                rest);
    }

    /// {@return this, with its deletion asked for; null and null take the request back}
    public Meta withDeletion(@Nullable Instant at, @Nullable Long graceSeconds) {
        return with(uid, resourceVersion, generation, creationTimestamp, at, graceSeconds, rest);
    }

    /// {@return this with what no client can change as it is stored}
    public Meta keeping(Meta stored) {
        return new Meta(
                name,
                stored.generateName,
                namespace,
                stored.uid,
                stored.resourceVersion,
                stored.generation,
                stored.creationTimestamp,
                stored.deletionTimestamp,
                stored.deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers,
                rest);
    }

    public Meta withRest(Json.Obj to) {
        return with(
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                to);
    }
}
