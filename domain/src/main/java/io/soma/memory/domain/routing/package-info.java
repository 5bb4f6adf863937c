/** Which way a write goes, and what an answer of the memory service means. */
@NullMarked
package io.soma.memory.domain.routing;

import org.jspecify.annotations.NullMarked;
