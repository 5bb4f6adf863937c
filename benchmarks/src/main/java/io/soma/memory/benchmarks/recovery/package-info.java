/** How long a backlog takes to drain after an outage. */
@NullMarked
package io.soma.memory.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
