/** Which tenants have writes that the memory service has not confirmed. */
@NullMarked
package io.soma.memory.app.usecase.backlog;

import org.jspecify.annotations.NullMarked;
