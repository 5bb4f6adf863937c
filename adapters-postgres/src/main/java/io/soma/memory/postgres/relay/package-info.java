/** Statements of the relay: leases, pending events, and marks of sent ones. */
@NullMarked
package io.soma.memory.postgres.relay;

import org.jspecify.annotations.NullMarked;
