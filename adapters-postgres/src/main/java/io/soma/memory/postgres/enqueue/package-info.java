/** Writes that enter the outbox, in batches that share a commit. */
@NullMarked
package io.soma.memory.postgres.enqueue;

import org.jspecify.annotations.NullMarked;
