/** Watches the memory service's health and lets tenants come back. */
@NullMarked
package io.soma.memory.app.usecase.watchdog;

import org.jspecify.annotations.NullMarked;
