/** The fakes pass the suites that the real adapters pass. */
@NullMarked
package io.soma.memory.testkit.fake;

import org.jspecify.annotations.NullMarked;
