/** Whom the outbox is measured against: plain JDBC, the plain loop, and other outboxes. */
@NullMarked
package io.soma.memory.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
