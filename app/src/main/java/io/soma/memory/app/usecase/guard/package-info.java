/** The guard between one tenant and the memory service: circuit, bulkhead and pauses. */
@NullMarked
package io.soma.memory.app.usecase.guard;

import org.jspecify.annotations.NullMarked;
