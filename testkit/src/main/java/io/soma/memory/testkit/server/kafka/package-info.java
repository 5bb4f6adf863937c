/** A real Kafka broker on loopback, in this JVM or in a child process that can be killed. */
@NullMarked
package io.soma.memory.testkit.server.kafka;

import org.jspecify.annotations.NullMarked;
