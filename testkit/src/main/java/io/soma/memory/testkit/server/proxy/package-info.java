/** A TCP proxy that fails the way networks fail. */
@NullMarked
package io.soma.memory.testkit.server.proxy;

import org.jspecify.annotations.NullMarked;
