/** What callers read back. */
@NullMarked
package io.soma.memory.domain.read;

import org.jspecify.annotations.NullMarked;
