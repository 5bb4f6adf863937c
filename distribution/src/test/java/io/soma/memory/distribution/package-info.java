/** The installed program, used as an operator uses it. */
@NullMarked
package io.soma.memory.distribution;

import org.jspecify.annotations.NullMarked;
