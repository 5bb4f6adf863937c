/** Violations in the benchmarks, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.benchmarks.planted;

import org.jspecify.annotations.NullMarked;
