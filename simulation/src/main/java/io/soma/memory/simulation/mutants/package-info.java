/** Deliberate breakages of the product, and whether its guards find them. */
@NullMarked
package io.soma.memory.simulation.mutants;

import org.jspecify.annotations.NullMarked;
