/** Violations in the application, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.app.planted;

import org.jspecify.annotations.NullMarked;
