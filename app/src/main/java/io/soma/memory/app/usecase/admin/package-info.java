/** What operators ask and order. */
@NullMarked
package io.soma.memory.app.usecase.admin;

import org.jspecify.annotations.NullMarked;
