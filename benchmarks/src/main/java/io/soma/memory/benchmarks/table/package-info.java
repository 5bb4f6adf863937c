/** How large the outbox's tables are while millions of events pass through. */
@NullMarked
package io.soma.memory.benchmarks.table;

import org.jspecify.annotations.NullMarked;
