package io.soma.memory.gateway.server;

import io.soma.memory.domain.SomaMemoryException;

/** A request that gets this answer, and nothing else. */
public final class RefusedRequestException extends SomaMemoryException {

  private final transient Reply reply;

  /** With what the caller is told. */
  public RefusedRequestException(Reply reply) {
    super("refused with status " + reply.status());
    this.reply = reply;
  }

  /** The same in a few words. */
  public RefusedRequestException(int status, String detail) {
    this(Reply.error(status, detail));
  }

  /** What the caller is told. */
  public Reply reply() {
    return reply;
  }
}
