/** A model of the protocol between callers, instances, outbox, transport and memory service. */
@NullMarked
package io.soma.memory.testkit.protocol;

import org.jspecify.annotations.NullMarked;
