/** The routed client: the route of each write, and its caller's answer. */
@NullMarked
package io.soma.memory.app.usecase.client;

import org.jspecify.annotations.NullMarked;
