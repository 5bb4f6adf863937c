package io.soma.memory.gateway.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stream to a caller that reads when a test says so. */
public final class RecordedStream implements EventOutput {

  private final List<String> written = new ArrayList<>();
  private final Deque<Consumer<@Nullable Throwable>> untaken = new ArrayDeque<>();
  private final EventStream stream = new EventStream(this);
  private boolean slow;
  private boolean gone;
  private boolean cutOff;
  private boolean complete;

  public EventStream stream() {
    return stream;
  }

  /** What was written, and the caller may not have taken yet. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** The caller takes nothing from now on. */
  public void stopReading() {
    slow = true;
  }

  /** The caller takes what was written, and goes on reading. */
  public void read() {
    slow = false;
    while (!untaken.isEmpty()) {
      untaken.remove().accept(null);
    }
  }

  public void leave() {
    gone = true;
  }

  /** Whether the answer has ended in order. */
  public boolean isComplete() {
    return complete;
  }

  public boolean isCutOff() {
    return cutOff;
  }

  @Override
  public void write(byte[] bytes, boolean last, Consumer<@Nullable Throwable> done) {
    written.add(new String(bytes, StandardCharsets.UTF_8));
    complete |= last;
    if (slow) {
      untaken.add(done);
    } else {
      done.accept(null);
    }
  }

  @Override
  public boolean isPeerGone() {
    return gone;
  }

  @Override
  public void cutOff() {
    cutOff = true;
    while (!untaken.isEmpty()) {
      untaken.remove().accept(new IOException("closed"));
    }
  }
}
