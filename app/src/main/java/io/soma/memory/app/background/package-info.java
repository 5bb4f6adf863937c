/** The background tasks of the running application. */
@NullMarked
package io.soma.memory.app.background;

import org.jspecify.annotations.NullMarked;
