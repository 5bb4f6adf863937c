/** The other half of a cycle of packages. */
@NullMarked
package io.soma.memory.sandbox.planted.right;

import org.jspecify.annotations.NullMarked;
