/** Checks and preparations that operators run while the application is stopped. */
@NullMarked
package io.soma.memory.app.deployment;

import org.jspecify.annotations.NullMarked;
