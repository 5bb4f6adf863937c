/** What a durable write costs its caller, beside plain JDBC and other outboxes. */
@NullMarked
package io.soma.memory.benchmarks.enqueue;

import org.jspecify.annotations.NullMarked;
