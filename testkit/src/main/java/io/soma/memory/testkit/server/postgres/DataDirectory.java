package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** Where the data of a server come from at its first start. */
@FunctionalInterface
interface DataDirectory {

  /** Fills an empty directory, which becomes the server's. */
  void fill(ServerFiles files, Path data) throws IOException;
}
