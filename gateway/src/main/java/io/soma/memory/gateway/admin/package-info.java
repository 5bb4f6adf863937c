/** The door of those who operate this: the outbox and the tenants, under a token of its own. */
@NullMarked
package io.soma.memory.gateway.admin;

import org.jspecify.annotations.NullMarked;
