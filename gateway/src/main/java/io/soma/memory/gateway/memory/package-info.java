/** The memory service's own contract, answered by the client. */
@NullMarked
package io.soma.memory.gateway.memory;

import org.jspecify.annotations.NullMarked;
