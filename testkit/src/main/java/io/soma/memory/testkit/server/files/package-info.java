/** What servers leave in the file system. */
@NullMarked
package io.soma.memory.testkit.server.files;

import org.jspecify.annotations.NullMarked;
