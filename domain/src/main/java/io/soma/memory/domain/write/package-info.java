/** The writes of callers (remember, forget, link), and their forms on the way. */
@NullMarked
package io.soma.memory.domain.write;

import org.jspecify.annotations.NullMarked;
