/** The outbox and the tenant leases in PostgreSQL. */
@NullMarked
package io.soma.memory.postgres;

import org.jspecify.annotations.NullMarked;
