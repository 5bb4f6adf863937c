/** Interfaces that Soma Memory offers to its callers. */
@NullMarked
package io.soma.memory.ports.driving;

import org.jspecify.annotations.NullMarked;
