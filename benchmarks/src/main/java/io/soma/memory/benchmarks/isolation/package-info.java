/** What a hanging or flooding tenant costs the others. */
@NullMarked
package io.soma.memory.benchmarks.isolation;

import org.jspecify.annotations.NullMarked;
