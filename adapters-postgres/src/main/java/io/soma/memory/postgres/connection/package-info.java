/**
 * Connections to PostgreSQL: what is configured, pools, session settings, and what its errors mean.
 */
@NullMarked
package io.soma.memory.postgres.connection;

import org.jspecify.annotations.NullMarked;
