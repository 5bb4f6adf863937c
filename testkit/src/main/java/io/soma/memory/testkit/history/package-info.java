/** Compares the callers' results with the memory service's effects, from a history alone. */
@NullMarked
package io.soma.memory.testkit.history;

import org.jspecify.annotations.NullMarked;
