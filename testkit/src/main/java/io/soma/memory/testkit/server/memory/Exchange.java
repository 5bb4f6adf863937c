package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.util.function.Supplier;

/** One request that is being answered. For the thread of its connection. */
final class Exchange {
  private final Request request;
  private final Operation operation;
  private final Wire wire;
  private final TenantLoad load;
  private final Supplier<ScriptedAnswer> effect;
  private boolean running;

  Exchange(
      Request request,
      Operation operation,
      Wire wire,
      TenantLoad load,
      Supplier<ScriptedAnswer> effect) {
    this.request = request;
    this.operation = operation;
    this.wire = wire;
    this.load = load;
    this.effect = effect;
  }

  Operation operation() {
    return operation;
  }

  Wire wire() {
    return wire;
  }

  void enter() {
    running = true;
    load.enter();
  }

  /**
   * Counts the request as done. Called before its last byte leaves: a client that has its answer
   * may send the next request at once, and the two never ran together.
   */
  void leave() {
    if (running) {
      running = false;
      load.leave();
    }
  }

  /** Lets the request take its effect; the answer that the client would get. */
  ScriptedAnswer process() {
    return effect.get();
  }

  /** Answers; whether the connection lasts. */
  boolean send(ScriptedAnswer answer) throws IOException {
    leave();
    ScriptedAnswer sent = request.keepAlive() ? answer : answer.withHeader("Connection", "close");
    wire.send(sent.bytes(request.wantsBody()));
    return request.keepAlive();
  }

  /** Ends the connection with a TCP reset. */
  boolean reset() {
    leave();
    wire.reset();
    return false;
  }
}
