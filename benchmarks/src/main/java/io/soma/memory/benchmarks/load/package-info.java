/**
 * Shared parts of several benchmarks: a memory service in a process of its own, callers, figures.
 */
@NullMarked
package io.soma.memory.benchmarks.load;

import org.jspecify.annotations.NullMarked;
