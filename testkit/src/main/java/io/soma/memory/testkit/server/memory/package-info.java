/** A memory service on a loopback port with the complete HTTP API, which fails on command. */
@NullMarked
package io.soma.memory.testkit.server.memory;

import org.jspecify.annotations.NullMarked;
