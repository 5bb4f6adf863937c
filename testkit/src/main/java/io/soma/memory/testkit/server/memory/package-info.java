/**
 * A memory service on a loopback port, whole on the wire, that fails when and how it is told to.
 */
@NullMarked
package io.soma.memory.testkit.server.memory;

import org.jspecify.annotations.NullMarked;
