/** Clients of Kafka: what is configured, and how they start. */
@NullMarked
package io.soma.memory.kafka.connection;

import org.jspecify.annotations.NullMarked;
