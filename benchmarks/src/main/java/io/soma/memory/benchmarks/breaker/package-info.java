/** The cost of a permitted call and of an idle tenant, compared with Resilience4j and Failsafe. */
@NullMarked
package io.soma.memory.benchmarks.breaker;

import org.jspecify.annotations.NullMarked;
