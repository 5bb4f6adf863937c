/** What operators look at and prepare while nothing runs. */
@NullMarked
package io.soma.memory.app.deployment;

import org.jspecify.annotations.NullMarked;
