package io.soma.memory.testkit.server.memory;

/** Ends a request early with the answer that the service gives to it. */
final class RefusedRequest extends RuntimeException {
  private final transient ScriptedAnswer answer;

  RefusedRequest(ScriptedAnswer answer) {
    super("refused with " + answer.status(), null, false, false);
    this.answer = answer;
  }

  ScriptedAnswer answer() {
    return answer;
  }
}
