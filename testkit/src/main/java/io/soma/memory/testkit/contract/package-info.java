/** One suite per driven port, to be run against every implementation of it. */
@NullMarked
package io.soma.memory.testkit.contract;

import org.jspecify.annotations.NullMarked;
