/** Events that go to Kafka. */
@NullMarked
package io.soma.memory.kafka.publish;

import org.jspecify.annotations.NullMarked;
