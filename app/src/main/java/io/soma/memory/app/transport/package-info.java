/** How a transport is added, and found. */
@NullMarked
package io.soma.memory.app.transport;

import org.jspecify.annotations.NullMarked;
