/** Clients of Kafka: their configuration and their start. */
@NullMarked
package io.soma.memory.kafka.connection;

import org.jspecify.annotations.NullMarked;
