/** What a relay asks: leases, the events that are to be carried, and that they were sent. */
@NullMarked
package io.soma.memory.postgres.relay;

import org.jspecify.annotations.NullMarked;
