/** How long {@code ./soma} takes to start, and how much memory it holds. */
@NullMarked
package io.soma.memory.benchmarks.start;

import org.jspecify.annotations.NullMarked;
