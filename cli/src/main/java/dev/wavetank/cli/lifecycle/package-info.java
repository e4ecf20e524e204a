/// Commands about a whole cluster: up, down, status, delete, and power for its nodes.
@NullMarked
package dev.wavetank.cli.lifecycle;

import org.jspecify.annotations.NullMarked;
