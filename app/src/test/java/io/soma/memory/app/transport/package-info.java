/** Tests of the contracts for authors of transports. */
@NullMarked
package io.soma.memory.app.transport;

import org.jspecify.annotations.NullMarked;
