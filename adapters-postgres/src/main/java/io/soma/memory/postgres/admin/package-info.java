/** What operators ask and order. */
@NullMarked
package io.soma.memory.postgres.admin;

import org.jspecify.annotations.NullMarked;
