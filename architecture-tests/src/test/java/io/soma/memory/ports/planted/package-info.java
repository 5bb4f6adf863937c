/** Violations in the ports, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.ports.planted;

import org.jspecify.annotations.NullMarked;
