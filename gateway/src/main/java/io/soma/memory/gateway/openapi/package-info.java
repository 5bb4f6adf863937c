/** The documents that describe the gateway and the admin API to programs. */
@NullMarked
package io.soma.memory.gateway.openapi;

import org.jspecify.annotations.NullMarked;
