/// Scenario files: from YAML or JSON to a [dev.wavetank.scenarios.plan.Scenario] and back, with the
/// place of everything that is wrong. Chaos Mesh's documents are read as what they mean here.
@NullMarked
package dev.wavetank.scenarios.files;

import org.jspecify.annotations.NullMarked;
