/** Faults built in on purpose, by swapping adapters, that the demo's check must find. */
@NullMarked
package io.soma.memory.sandbox.sabotage;

import org.jspecify.annotations.NullMarked;
