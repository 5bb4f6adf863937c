/** Violations in the sandbox, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.sandbox.planted;

import org.jspecify.annotations.NullMarked;
