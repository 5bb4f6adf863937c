/** The permission of a token to act for a tenant. */
@NullMarked
package io.soma.memory.gateway.access;

import org.jspecify.annotations.NullMarked;
