/** The results of events that were carried. */
@NullMarked
package io.soma.memory.postgres.settlement;

import org.jspecify.annotations.NullMarked;
