package io.soma.memory.testkit.server.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way in which a request can go wrong; each says whether the request has its effect. */
public sealed interface Fault {

  /**
   * No byte is answered until the fault is cleared or replaced, or the client closes; a client that
   * closes takes its request back. The close is noticed within some 20 ms.
   */
  record Hang(WhenCleared whenCleared) implements Fault {
    /** Hangs, and takes its effect when cleared. */
    public Hang() {
      this(WhenCleared.PROCESS);
    }
  }

  /** The end of a request that hung. */
  enum WhenCleared {
    /** It takes its effect and is answered, late. */
    PROCESS,
    /** The connection is closed without effect or answer. */
    DROP
  }

  /** The effect happens; the answer leaves in pieces of some bytes with a pause after each. */
  record Drip(int bytes, Duration interval) implements Fault {
    public Drip {
      if (bytes < 1) {
        throw new IllegalArgumentException("A drip is at least one byte, not " + bytes);
      }
    }
  }

  /** Effect and answer come after a time, the effect even if the client has left by then. */
  record Delay(Duration time) implements Fault {}

  /** The connection is reset and nothing happens. */
  record ResetBeforeEffect() implements Fault {}

  /** The effect happens, and the connection is reset instead of an answer. */
  record ResetAfterEffect() implements Fault {}

  /** An error answer, and nothing happens. */
  record StatusBeforeEffect(int status, String detail) implements Fault {}

  /** The effect happens, and an error is answered. */
  record StatusAfterEffect(int status) implements Fault {}

  /**
   * Nothing happens.
   *
   * @param status 429 or 503
   * @param retryAfter the header's text, sensible or not; null for no header
   */
  record Throttle(int status, @Nullable String retryAfter) implements Fault {
    public Throttle {
      OneLine.check(retryAfter);
    }
  }

  /** 401 for every token; nothing happens. */
  record Unauthorized() implements Fault {}

  /** Nothing happens here. */
  record Redirect(int status, String location) implements Fault {
    public Redirect {
      OneLine.check(location);
    }
  }

  /** The effect happens; the connection closes in the middle of the answer's body. */
  record TruncatedBody() implements Fault {}

  /** 200 with a page that is no JSON, as a captive proxy sends it. */
  record GarbageBody(boolean afterEffect) implements Fault {
    /** Without effect. */
    public GarbageBody() {
      this(false);
    }
  }

  /**
   * 200 that confirms another coordinate. Answers without a coordinate (searches, neighbours,
   * paths, health) are given unharmed.
   */
  record WrongCoordinate(boolean afterEffect) implements Fault {
    /** Without effect. */
    public WrongCoordinate() {
      this(false);
    }
  }

  /** 200 with a body of no bytes. */
  record EmptyBody(boolean afterEffect) implements Fault {
    /** Without effect. */
    public EmptyBody() {
      this(false);
    }
  }

  /** The effect happens; the true answer follows that many bytes of a first, useless field. */
  record HugeBody(long bytes) implements Fault {}

  /**
   * As {@link HugeBody}, but compressed, though the client did not ask for it: small until
   * unpacked.
   */
  record GzipBomb(long bytes) implements Fault {}
}
