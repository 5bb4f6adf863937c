/** Violations in the starter for Spring Boot, planted so that the rules can be seen to fail. */
@NullMarked
package io.soma.memory.spring.planted;

import org.jspecify.annotations.NullMarked;
