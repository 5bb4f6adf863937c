package io.soma.memory.gateway.server;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one caller, until the caller leaves or the server ends them. Each event is
 * the present state of what its name says, so that a newer one replaces one that was not sent yet:
 * a slow reader holds one write and the newest event of each name, and no thread. Safe for many
 * threads.
 */
public final class EventStream {

  /** Beats without progress until a reader is taken for dead. */
  static final int MAX_BEATS_WITHOUT_PROGRESS = 30;

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};

  private final EventOutput output;
  private final Map<String, byte[]> latest = new HashMap<>();
  private final Set<String> unsent = new LinkedHashSet<>();
  private int beatsWithoutProgress;
  private boolean writing;
  private boolean over;

  EventStream(EventOutput output) {
    this.output = output;
  }

  /**
   * An event as it is sent; several streams may share it.
   *
   * @param name of letters and digits
   * @param json compact, in UTF-8, so that it has no line feed
   */
  public static byte[] frame(String name, byte[] json) {
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(json, 0, frame, head.length, json.length);
    frame[frame.length - 2] = '\n';
    frame[frame.length - 1] = '\n';
    return frame;
  }

  /** Sends a frame soon, unless it is the very one that was sent last under this name. */
  public void send(String name, byte[] frame) {
    synchronized (this) {
      if (over || latest.put(name, frame) == frame) {
        return;
      }
      unsent.add(name);
    }
    write(takeUnsent());
  }

  /** Shows the caller that the stream goes on, and finds out whether the caller does; regularly. */
  public void beat() {
    if (isCallerDead()) {
      end();
    } else {
      write(takeBeat());
    }
  }

  /** Ends at once; a caller that has not taken its last bytes is cut off. */
  public void end() {
    boolean isBusy;
    synchronized (this) {
      if (over) {
        return;
      }
      stop();
      isBusy = writing;
    }
    if (isBusy) {
      // What is being written fails or succeeds, and then the answer ends.
      output.cutOff();
    } else {
      writeEnd();
    }
  }

  /** Whether nothing is sent any more. */
  public synchronized boolean isOver() {
    return over;
  }

  private synchronized boolean isCallerDead() {
    return !over
        && (writing ? ++beatsWithoutProgress > MAX_BEATS_WITHOUT_PROGRESS : output.isPeerGone());
  }

  private synchronized byte @Nullable [] takeBeat() {
    if (over || writing) {
      return null;
    }
    writing = true;
    return COMMENT;
  }

  private synchronized byte @Nullable [] takeUnsent() {
    if (over || writing || unsent.isEmpty()) {
      return null;
    }
    String name = unsent.iterator().next();
    unsent.remove(name);
    writing = true;
    return latest.get(name);
  }

  private void write(byte @Nullable [] taken) {
    if (taken != null) {
      output.write(taken, false, this::written);
    }
  }

  private void written(@Nullable Throwable failure) {
    boolean wasOver;
    synchronized (this) {
      writing = false;
      beatsWithoutProgress = 0;
      wasOver = over;
      if (failure != null) {
        stop();
      }
    }
    if (failure == null && wasOver) {
      writeEnd();
    } else {
      write(takeUnsent());
    }
  }

  private void writeEnd() {
    output.write(NOTHING, true, unused -> {});
  }

  private synchronized void stop() {
    over = true;
    unsent.clear();
    latest.clear();
  }
}
