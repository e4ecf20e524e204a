/// The file that says what a cluster is made of: `wavetank up --config`. It is read as scenario
/// files are: its records are its schema, and a mistake is told with its place.
@NullMarked
package dev.wavetank.cli.clusterfile;

import org.jspecify.annotations.NullMarked;
