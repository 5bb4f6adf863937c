/** Carries events from the outbox to the transport, tenant by tenant. */
@NullMarked
package io.soma.memory.app.usecase.relay;

import org.jspecify.annotations.NullMarked;
