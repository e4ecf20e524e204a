/// How the modelled network answers: names to addresses, services to pods, and what a modelled app
/// says.
@NullMarked
package dev.wavetank.node.network;

import org.jspecify.annotations.NullMarked;
