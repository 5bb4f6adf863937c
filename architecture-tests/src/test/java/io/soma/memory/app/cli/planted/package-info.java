/** Violations in the command line, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.app.cli.planted;

import org.jspecify.annotations.NullMarked;
