/** Queries and commands of operators. */
@NullMarked
package io.soma.memory.postgres.admin;

import org.jspecify.annotations.NullMarked;
