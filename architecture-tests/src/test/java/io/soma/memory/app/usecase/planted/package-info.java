/** Violations in the use cases, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.app.usecase.planted;

import org.jspecify.annotations.NullMarked;
