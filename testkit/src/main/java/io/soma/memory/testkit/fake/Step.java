package io.soma.memory.testkit.fake;

import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;

/**
 * What becomes of one call.
 *
 * @param takesEffect whether a write changes the memories
 */
record Step(Answer answer, boolean takesEffect) {

  /** Takes effect if and only if the answer confirms it. */
  static Step of(Answer answer) {
    return new Step(answer, answer instanceof Answered answered && answered.confirmed());
  }
}
