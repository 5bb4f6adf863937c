/** Keeps background tasks running, and keeps failures of logs and metrics away from them. */
@NullMarked
package io.soma.memory.supervision;

import org.jspecify.annotations.NullMarked;
