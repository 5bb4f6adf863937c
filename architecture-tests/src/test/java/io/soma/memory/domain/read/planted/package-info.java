/** Violations in the domain, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.domain.read.planted;

import org.jspecify.annotations.NullMarked;
