/** Violations in the HTTP adapter, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.http.planted;

import org.jspecify.annotations.NullMarked;
