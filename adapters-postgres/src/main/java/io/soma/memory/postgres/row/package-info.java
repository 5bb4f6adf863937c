/** A row of the outbox as an event, and back. */
@NullMarked
package io.soma.memory.postgres.row;

import org.jspecify.annotations.NullMarked;
