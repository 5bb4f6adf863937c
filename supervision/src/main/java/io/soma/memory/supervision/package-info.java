/** Keeps what runs in the background going, and what is told about it from failing it. */
@NullMarked
package io.soma.memory.supervision;

import org.jspecify.annotations.NullMarked;
