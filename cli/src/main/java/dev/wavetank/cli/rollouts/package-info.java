/// `wavetank rollout`: how far a workload's pods follow its template, and its earlier templates.
@NullMarked
package dev.wavetank.cli.rollouts;

import org.jspecify.annotations.NullMarked;
