/** The rules of the house as tests, and the proof that each of them can fail. */
@NullMarked
package io.soma.memory.architecture;

import org.jspecify.annotations.NullMarked;
