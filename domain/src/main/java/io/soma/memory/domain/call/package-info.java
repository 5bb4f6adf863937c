/** What became of a call of the memory service, in words that suit any memory service. */
@NullMarked
package io.soma.memory.domain.call;

import org.jspecify.annotations.NullMarked;
