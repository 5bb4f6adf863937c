/** The circuit breaker of one tenant, as immutable states and pure transitions. */
@NullMarked
package io.soma.memory.domain.breaker;

import org.jspecify.annotations.NullMarked;
