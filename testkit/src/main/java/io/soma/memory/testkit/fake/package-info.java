/** In-memory adapters for tests that need no server. */
@NullMarked
package io.soma.memory.testkit.fake;

import org.jspecify.annotations.NullMarked;
