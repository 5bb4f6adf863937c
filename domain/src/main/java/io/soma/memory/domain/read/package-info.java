/** Queries of callers, and the memories that answer them. */
@NullMarked
package io.soma.memory.domain.read;

import org.jspecify.annotations.NullMarked;
