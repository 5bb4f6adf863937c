/** The command that runs the simulation. */
@NullMarked
package io.soma.memory.simulation.cli;

import org.jspecify.annotations.NullMarked;
