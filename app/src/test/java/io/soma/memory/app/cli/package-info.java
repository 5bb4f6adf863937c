/** The command line. */
@NullMarked
package io.soma.memory.app.cli;

import org.jspecify.annotations.NullMarked;
