/** The events in the outbox, and the right to deliver them. */
@NullMarked
package io.soma.memory.domain.outbox;

import org.jspecify.annotations.NullMarked;
