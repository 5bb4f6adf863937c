/** The service: its parts, their start and their orderly end. */
@NullMarked
package io.soma.memory.gateway.serve;

import org.jspecify.annotations.NullMarked;
