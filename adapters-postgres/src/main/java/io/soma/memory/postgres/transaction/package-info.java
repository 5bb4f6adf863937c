/** Writes that the host's own transaction commits. */
@NullMarked
package io.soma.memory.postgres.transaction;

import org.jspecify.annotations.NullMarked;
