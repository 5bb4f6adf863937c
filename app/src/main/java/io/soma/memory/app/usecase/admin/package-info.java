/** Queries and commands of operators. */
@NullMarked
package io.soma.memory.app.usecase.admin;

import org.jspecify.annotations.NullMarked;
