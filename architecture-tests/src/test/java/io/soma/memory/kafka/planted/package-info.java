/** Violations in the Kafka adapter, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.kafka.planted;

import org.jspecify.annotations.NullMarked;
