/** From Kafka to the memory service, beside a plain consumer. */
@NullMarked
package io.soma.memory.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
