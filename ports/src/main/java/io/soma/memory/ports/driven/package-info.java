/** Interfaces that Soma Memory needs and adapters implement. */
@NullMarked
package io.soma.memory.ports.driven;

import org.jspecify.annotations.NullMarked;
