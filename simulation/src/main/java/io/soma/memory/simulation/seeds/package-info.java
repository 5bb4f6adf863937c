/** Goes through many seeds, and makes a failing one small. */
@NullMarked
package io.soma.memory.simulation.seeds;

import org.jspecify.annotations.NullMarked;
