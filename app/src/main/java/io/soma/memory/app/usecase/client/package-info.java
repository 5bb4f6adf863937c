/** The routed client: which way each write goes, and what its caller gets to know. */
@NullMarked
package io.soma.memory.app.usecase.client;

import org.jspecify.annotations.NullMarked;
