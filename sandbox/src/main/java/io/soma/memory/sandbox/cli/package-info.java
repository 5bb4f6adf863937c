/** The sandbox's commands. */
@NullMarked
package io.soma.memory.sandbox.cli;

import org.jspecify.annotations.NullMarked;
