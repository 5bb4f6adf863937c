/** The topics of the tenants: names, limits, checks, and the removal of idle ones. */
@NullMarked
package io.soma.memory.kafka.topics;

import org.jspecify.annotations.NullMarked;
