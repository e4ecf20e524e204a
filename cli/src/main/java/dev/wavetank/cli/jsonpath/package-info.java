/// kubectl's JSONPath: templates such as `{range .items[*]}{.metadata.name}{"\n"}{end}`.
@NullMarked
package dev.wavetank.cli.jsonpath;

import org.jspecify.annotations.NullMarked;
