/** What goes on while the application runs, beside the calls of its users. */
@NullMarked
package io.soma.memory.app.background;

import org.jspecify.annotations.NullMarked;
