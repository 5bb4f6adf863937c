/** Violations in the extension for JUnit, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.junit.planted;

import org.jspecify.annotations.NullMarked;
