/** Guice modules: the adapter of each port, and the order of start and close. */
@NullMarked
package io.soma.memory.app.wiring;

import org.jspecify.annotations.NullMarked;
