/** Runs threads one at a time, in an order and at times that a seed decides. */
@NullMarked
package io.soma.memory.simulation.schedule;

import org.jspecify.annotations.NullMarked;
