/** Whether a large backlog, or an old snapshot, slows the relay down. */
@NullMarked
package io.soma.memory.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
