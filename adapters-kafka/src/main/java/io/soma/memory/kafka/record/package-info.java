/** An event as a record of Kafka, and back. */
@NullMarked
package io.soma.memory.kafka.record;

import org.jspecify.annotations.NullMarked;
