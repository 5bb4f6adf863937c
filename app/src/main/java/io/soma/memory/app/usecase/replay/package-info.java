/** Applies events that came through the transport to the memory service. */
@NullMarked
package io.soma.memory.app.usecase.replay;

import org.jspecify.annotations.NullMarked;
