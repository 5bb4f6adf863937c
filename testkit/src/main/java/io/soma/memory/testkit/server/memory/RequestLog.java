package io.soma.memory.testkit.server.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests, up to a limit. Thread safe. */
final class RequestLog {
  private final Deque<RequestRecord> newest = new ArrayDeque<>();
  private int limit;
  private long arrived;

  RequestLog(int limit) {
    this.limit = limit;
  }

  synchronized void add(String tenant, Operation operation, Request request) {
    arrived++;
    newest.add(new RequestRecord(arrived, tenant, operation, request));
    trim();
  }

  synchronized void limit(int most) {
    limit = most;
    trim();
  }

  synchronized List<RequestRecord> all() {
    return List.copyOf(newest);
  }

  private void trim() {
    while (newest.size() > limit) {
      newest.remove();
    }
  }
}
