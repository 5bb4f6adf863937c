/** The console: one page in the operator's browser. */
@NullMarked
package io.soma.memory.gateway.console;

import org.jspecify.annotations.NullMarked;
