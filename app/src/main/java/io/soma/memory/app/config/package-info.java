/** The configuration, read from the environment. */
@NullMarked
package io.soma.memory.app.config;

import org.jspecify.annotations.NullMarked;
