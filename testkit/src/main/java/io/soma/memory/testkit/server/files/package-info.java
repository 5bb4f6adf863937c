/** Files and directories of test servers. */
@NullMarked
package io.soma.memory.testkit.server.files;

import org.jspecify.annotations.NullMarked;
