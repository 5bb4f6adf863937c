/** Transcripts of the real memory service and of its client, and how they are played again. */
@NullMarked
package io.soma.memory.testkit.transcript;

import org.jspecify.annotations.NullMarked;
