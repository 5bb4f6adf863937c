package io.soma.memory.gateway.admin;

import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;

/** What one request of an administrator comes to; it may wait for PostgreSQL. */
@FunctionalInterface
interface AdminAction {

  /**
   * Answers.
   *
   * @param body empty for a GET
   */
  Reply answer(HttpCall call, byte[] body);
}
