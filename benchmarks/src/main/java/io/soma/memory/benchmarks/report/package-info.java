/** How benchmarks measure in rounds and report ratios. */
@NullMarked
package io.soma.memory.benchmarks.report;

import org.jspecify.annotations.NullMarked;
