/** Instances of the product, and all that they stand on, under the troubles of a plan. */
@NullMarked
package io.soma.memory.simulation.world;

import org.jspecify.annotations.NullMarked;
