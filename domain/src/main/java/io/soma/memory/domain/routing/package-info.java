/** The route of a write, and the meaning of the memory service's answers. */
@NullMarked
package io.soma.memory.domain.routing;

import org.jspecify.annotations.NullMarked;
