/** The whole application on a real PostgreSQL and real HTTP. */
@NullMarked
package io.soma.memory.app.servers;

import org.jspecify.annotations.NullMarked;
