/** Violations in the PostgreSQL adapter, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.postgres.planted;

import org.jspecify.annotations.NullMarked;
