/// Who owns what: adopting and releasing children, and collecting those whose owners are gone.
@NullMarked
package dev.wavetank.controllers.owners;

import org.jspecify.annotations.NullMarked;
