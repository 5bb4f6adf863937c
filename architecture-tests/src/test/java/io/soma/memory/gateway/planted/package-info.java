/** Violations in the gateway, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.gateway.planted;

import org.jspecify.annotations.NullMarked;
