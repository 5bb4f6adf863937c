/** The peers that the outbox is compared with: plain JDBC, the plain loop, and other outboxes. */
@NullMarked
package io.soma.memory.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
