/** Holds what writers were told against what the memory service did. */
@NullMarked
package io.soma.memory.sandbox.check;

import org.jspecify.annotations.NullMarked;
