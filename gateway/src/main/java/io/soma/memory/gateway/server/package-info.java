/** An HTTP server that is bounded in every direction, and knows nothing of memories. */
@NullMarked
package io.soma.memory.gateway.server;

import org.jspecify.annotations.NullMarked;
