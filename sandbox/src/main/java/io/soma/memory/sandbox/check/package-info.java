/** Compares the writers' receipts with the memory service's effects. */
@NullMarked
package io.soma.memory.sandbox.check;

import org.jspecify.annotations.NullMarked;
