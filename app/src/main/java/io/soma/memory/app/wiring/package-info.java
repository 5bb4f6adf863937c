/** Guice modules: which adapter stands behind which port, and what starts and closes when. */
@NullMarked
package io.soma.memory.app.wiring;

import org.jspecify.annotations.NullMarked;
