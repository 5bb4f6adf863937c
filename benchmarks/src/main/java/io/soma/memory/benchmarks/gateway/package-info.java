/** What the gateway costs, beside the memory service itself. */
@NullMarked
package io.soma.memory.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
