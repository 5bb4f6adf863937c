/** A real PostgreSQL for tests, the demo and the fault campaign, with nothing installed. */
@NullMarked
package io.soma.memory.testkit.server.postgres;

import org.jspecify.annotations.NullMarked;
