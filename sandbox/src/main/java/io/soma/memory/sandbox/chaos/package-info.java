/**
 * The fault campaign: two services, whatever they stand on and their callers' tenants get into
 * trouble at random, and every receipt is held against what the memory service did.
 */
@NullMarked
package io.soma.memory.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
