/** Records that come from Kafka, in order, each tenant by itself. */
@NullMarked
package io.soma.memory.kafka.consume;

import org.jspecify.annotations.NullMarked;
