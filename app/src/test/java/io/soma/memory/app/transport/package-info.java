/** What authors of transports stand on. */
@NullMarked
package io.soma.memory.app.transport;

import org.jspecify.annotations.NullMarked;
