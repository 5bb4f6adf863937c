/** What operators look at: health, readiness, metrics. */
@NullMarked
package io.soma.memory.gateway.ops;

import org.jspecify.annotations.NullMarked;
