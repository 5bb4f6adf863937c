/** The benchmarks' command. */
@NullMarked
package io.soma.memory.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
