/** What Soma Memory needs from the world around it. */
@NullMarked
package io.soma.memory.ports.driven;

import org.jspecify.annotations.NullMarked;
