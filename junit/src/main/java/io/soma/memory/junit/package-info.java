/** Soma Memory in a test: one line, nothing to install, and no sleep. */
@NullMarked
package io.soma.memory.junit;

import org.jspecify.annotations.NullMarked;
