/**
 * Connections to PostgreSQL: configuration, pools, session settings, and the meaning of its errors.
 */
@NullMarked
package io.soma.memory.postgres.connection;

import org.jspecify.annotations.NullMarked;
