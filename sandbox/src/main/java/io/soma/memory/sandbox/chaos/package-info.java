/**
 * The fault campaign: two services, their servers and their tenants get random troubles, and every
 * receipt is compared with the memory service's effects.
 */
@NullMarked
package io.soma.memory.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
