/// The things a cluster is made of: resources, the JSON they travel as, and the small languages
/// inside them (quantities, selectors, YAML).
///
/// A record here *is* its schema: [Shape] reads and writes it by its components. Fields that no
/// record names are kept in `rest`, so nothing that a user sent is ever lost.
@NullMarked
package dev.wavetank.cluster.model;

import org.jspecify.annotations.NullMarked;
