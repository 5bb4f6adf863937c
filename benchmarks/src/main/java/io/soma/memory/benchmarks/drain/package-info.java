/** How fast a backlog leaves PostgreSQL for Kafka, in order, beside other outboxes. */
@NullMarked
package io.soma.memory.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
