/// Commands about objects: get and delete.
@NullMarked
package dev.wavetank.cli.objects;

import org.jspecify.annotations.NullMarked;
