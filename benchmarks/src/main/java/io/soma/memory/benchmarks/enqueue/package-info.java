/** The cost of a durable write for its caller, compared with plain JDBC and other outboxes. */
@NullMarked
package io.soma.memory.benchmarks.enqueue;

import org.jspecify.annotations.NullMarked;
