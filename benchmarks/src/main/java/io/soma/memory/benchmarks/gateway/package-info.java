/** The cost of the gateway, compared with the memory service itself. */
@NullMarked
package io.soma.memory.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
