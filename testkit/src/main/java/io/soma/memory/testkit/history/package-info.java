/** Judges what callers were told against what a memory service did, from a history alone. */
@NullMarked
package io.soma.memory.testkit.history;

import org.jspecify.annotations.NullMarked;
