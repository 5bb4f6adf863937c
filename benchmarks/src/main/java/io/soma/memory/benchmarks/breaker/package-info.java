/** What a permitted call and an idle tenant cost, beside Resilience4j and Failsafe. */
@NullMarked
package io.soma.memory.benchmarks.breaker;

import org.jspecify.annotations.NullMarked;
