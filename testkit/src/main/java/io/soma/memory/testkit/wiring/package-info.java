/** The fakes as a Guice module, to override an application's adapters with. */
@NullMarked
package io.soma.memory.testkit.wiring;

import org.jspecify.annotations.NullMarked;
