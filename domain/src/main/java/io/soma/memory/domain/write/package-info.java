/** What callers write: remember, forget, link, and what each becomes on its way. */
@NullMarked
package io.soma.memory.domain.write;

import org.jspecify.annotations.NullMarked;
