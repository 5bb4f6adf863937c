/** The deployment checklist: what must hold before a start. */
@NullMarked
package io.soma.memory.app.usecase.check;

import org.jspecify.annotations.NullMarked;
