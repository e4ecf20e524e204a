/// Everything a cluster is at one revision, and the words in which components ask to change it.
///
/// Glossary: a [Table] holds the objects of one kind; a [ClusterState] all tables at one revision;
/// a [Change] leads from one revision to the next; an [Action] asks for a change and says under
/// which expectations ([Expect]) it is meant; an [Outcome] answers it; a [View] is what one
/// component has observed so far.
///
/// Invariant: nothing in this package is ever changed; a new value shares its structure with the
/// old one.
@NullMarked
package dev.wavetank.cluster.state;

import org.jspecify.annotations.NullMarked;
