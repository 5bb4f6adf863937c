/** Tests of the application on fakes, wired as an embedder's tests would be. */
@NullMarked
package io.soma.memory.app;

import org.jspecify.annotations.NullMarked;
