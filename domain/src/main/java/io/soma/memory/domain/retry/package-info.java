/** Trying again: how long to wait before it, and when it is worth a word that it failed. */
@NullMarked
package io.soma.memory.domain.retry;

import org.jspecify.annotations.NullMarked;
