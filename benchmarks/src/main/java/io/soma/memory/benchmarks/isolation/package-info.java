/** The cost of a hanging or flooding tenant for the others. */
@NullMarked
package io.soma.memory.benchmarks.isolation;

import org.jspecify.annotations.NullMarked;
