/** Violations in the testkit, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.testkit.planted;

import org.jspecify.annotations.NullMarked;
