/** A package that is named after nothing. */
@NullMarked
package io.soma.memory.sandbox.planted.util;

import org.jspecify.annotations.NullMarked;
