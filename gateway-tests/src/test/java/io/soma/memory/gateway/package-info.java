/** Tests of the gateway over real loopback HTTP. */
@NullMarked
package io.soma.memory.gateway;

import org.jspecify.annotations.NullMarked;
