/** What became of an event that was carried. */
@NullMarked
package io.soma.memory.postgres.settlement;

import org.jspecify.annotations.NullMarked;
