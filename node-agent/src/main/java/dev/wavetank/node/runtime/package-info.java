/// The port to containers: what a node agent may ask of them, and what it sees of them.
///
/// Every [Command] may be sent twice; every [Observed] is the whole truth. So an agent that crashed
/// begins again without knowing what it had asked for.
@NullMarked
package dev.wavetank.node.runtime;

import org.jspecify.annotations.NullMarked;
