/** What waits in the outbox, and who may deliver it. */
@NullMarked
package io.soma.memory.domain.outbox;

import org.jspecify.annotations.NullMarked;
