/// What came of a run, for people and for machines: an HTML page, JSON and JUnit's XML.
@NullMarked
package dev.wavetank.scenarios.report;

import org.jspecify.annotations.NullMarked;
