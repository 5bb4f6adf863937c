/** Violations in the supervision, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.supervision.planted;

import org.jspecify.annotations.NullMarked;
