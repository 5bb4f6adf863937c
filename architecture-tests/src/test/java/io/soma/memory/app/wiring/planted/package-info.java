/** Violations in the wiring, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.app.wiring.planted;

import org.jspecify.annotations.NullMarked;
