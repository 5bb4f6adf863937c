/** One half of a cycle of packages. */
@NullMarked
package io.soma.memory.sandbox.planted.left;

import org.jspecify.annotations.NullMarked;
