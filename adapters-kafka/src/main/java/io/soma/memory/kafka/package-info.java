/** Carries outbox events through Kafka, and replays them from it. */
@NullMarked
package io.soma.memory.kafka;

import org.jspecify.annotations.NullMarked;
