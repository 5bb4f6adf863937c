/** The command line of the service. */
@NullMarked
package io.soma.memory.gateway.cli;

import org.jspecify.annotations.NullMarked;
