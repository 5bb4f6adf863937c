/** Violations in the configuration, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.app.config.planted;

import org.jspecify.annotations.NullMarked;
