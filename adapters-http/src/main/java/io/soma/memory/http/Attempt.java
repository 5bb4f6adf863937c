package io.soma.memory.http;

import java.io.IOException;

/** One call that is ready to be made, once. */
interface Attempt {

  /** Makes it, and reads the answer to its end. */
  HttpReply.Whole execute() throws IOException;

  /** Ends it from any thread, now or as soon as it begins. */
  void cancel();
}
