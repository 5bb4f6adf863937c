/** How long one tenant's event waits behind another tenant's backlog. */
@NullMarked
package io.soma.memory.benchmarks.fairness;

import org.jspecify.annotations.NullMarked;
