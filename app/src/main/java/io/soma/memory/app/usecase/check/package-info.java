/** The deployment checklist: the conditions for a start. */
@NullMarked
package io.soma.memory.app.usecase.check;

import org.jspecify.annotations.NullMarked;
