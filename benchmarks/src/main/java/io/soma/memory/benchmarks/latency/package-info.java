/** How long an event takes from its caller to a consumer of Kafka. */
@NullMarked
package io.soma.memory.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
