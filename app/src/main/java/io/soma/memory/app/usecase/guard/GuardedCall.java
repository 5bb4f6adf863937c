package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.routing.Admission;

/** What became of a call that asked its tenant's guard. */
public sealed interface GuardedCall<T> {

  /** It was made, and came to this. */
  record Made<T>(T result) implements GuardedCall<T> {}

  /** It was not made. */
  record Denied<T>(Admission why) implements GuardedCall<T> {}
}
