/** The bodies of the memory service's routes for writes. */
@NullMarked
package io.soma.memory.http.write;

import org.jspecify.annotations.NullMarked;
