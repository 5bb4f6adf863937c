/** The application: use cases, configuration, wiring and doors. */
@NullMarked
package io.soma.memory.app;

import org.jspecify.annotations.NullMarked;
