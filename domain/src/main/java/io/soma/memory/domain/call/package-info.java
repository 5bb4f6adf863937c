/** The result of a call of the memory service, in terms that fit any memory service. */
@NullMarked
package io.soma.memory.domain.call;

import org.jspecify.annotations.NullMarked;
