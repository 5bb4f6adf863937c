/** Violations in the simulation, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.simulation.planted;

import org.jspecify.annotations.NullMarked;
