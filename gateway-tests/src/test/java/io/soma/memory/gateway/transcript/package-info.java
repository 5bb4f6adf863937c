/** The gateway against transcripts of the real memory service and of its client. */
@NullMarked
package io.soma.memory.gateway.transcript;

import org.jspecify.annotations.NullMarked;
