/** What Soma Memory offers to those who call it. */
@NullMarked
package io.soma.memory.ports.driving;

import org.jspecify.annotations.NullMarked;
