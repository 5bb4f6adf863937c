/** The model of Soma Memory: no I/O, no clock of its own, no threads. */
@NullMarked
package io.soma.memory.domain;

import org.jspecify.annotations.NullMarked;
