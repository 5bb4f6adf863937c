/** The adapter on a real PostgreSQL. */
@NullMarked
package io.soma.memory.postgres;

import org.jspecify.annotations.NullMarked;
