package io.soma.memory.http.planted;

import java.util.concurrent.atomic.AtomicLong;

final class CountsInAStatic {

  static final AtomicLong CALLS = new AtomicLong();

  private CountsInAStatic() {}
}
