package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.PodTemplate;
import dev.wavetank.cluster.model.Shape;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.TreeMap;

/// The label by which the pods of each version of a Deployment are told apart.
final class TemplateHash {
    static final String LABEL = "pod-template-hash";

    /// Upstream's alphabet (apimachinery's rand.SafeEncodeString): no vowels, so no words, and
    /// nothing that looks like something else.
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private TemplateHash() {}

    /// {@return the 32-bit FNV-1a hash of the template's canonical JSON, in upstream's alphabet}
    ///
    /// The same template always gives the same hash, here and after a restart. It is not the hash
    /// that upstream computes from Go's memory layout; nothing may rely on that.
    ///
    /// @param collisions how often an earlier hash met another's name; null is never
    static String of(PodTemplate template, @Nullable Integer collisions) {
        int hash = FNV_OFFSET;
        String text = Shape.of(PodTemplate.class).write(template).toString();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        if (collisions != null) {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                hash = (hash ^ (collisions >>> shift & 0xff)) * FNV_PRIME;
            }
        }
        var encoded = new StringBuilder();
        Integer.toUnsignedString(hash)
                .chars()
                .forEach(digit -> encoded.append(ALPHABET.charAt(digit % ALPHABET.length())));
        return encoded.toString();
    }

    /// {@return the template as a ReplicaSet of this version carries it}
    static PodTemplate labelled(PodTemplate template, String hash) {
        return new PodTemplate(template.meta().withLabel(LABEL, hash), template.spec());
    }

    /// {@return whether two templates make the same pods, the label of the version aside}
    static boolean same(PodTemplate one, PodTemplate other) {
        return one.spec().equals(other.spec()) && bare(one).equals(bare(other));
    }

    private static PodTemplate bare(PodTemplate template) {
        var labels = new TreeMap<>(template.meta().labels());
        labels.remove(LABEL);
        return new PodTemplate(
                template.meta().withLabels(Collections.unmodifiableSortedMap(labels)),
                template.spec());
    }
}
