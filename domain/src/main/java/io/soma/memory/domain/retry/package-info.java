/** How long to wait before trying again, as pure functions of the attempt. */
@NullMarked
package io.soma.memory.domain.retry;

import org.jspecify.annotations.NullMarked;
