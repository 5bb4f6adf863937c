package io.soma.memory.http;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import java.util.List;

/**
 * Which page of a search's hits to ask for next. Pages grow, as others' hits may lie before the
 * tenant's; where a page is too large to be read, they shrink.
 */
final class HitPages {

  /** The vector store refuses to look for more. */
  static final int MOST_HITS = 16_384;

  private static final int FIRST_PAGE = 50;

  /** No memory that came through us is too large by itself; a service that says so is ill. */
  private static final int MOST_PASSED_OVER = 2;

  private int from;
  private int size;
  private int largest = HttpReadLimits.MOST_FOUND;
  private int passedOver;
  private boolean scored;
  private boolean over;

  /** The first page has room for the requested number of hits. */
  HitPages(RecallQuery asked) {
    long wanted = asked.offset() + (long) asked.topK();
    size = (int) Math.max(FIRST_PAGE, Math.min(wanted, largest));
  }

  /** How many hits lie before the page. */
  int from() {
    return from;
  }

  /** How many hits the page has at most. */
  int size() {
    return Math.min(size, MOST_HITS - from);
  }

  /** Whether there is no further page. */
  boolean isOver() {
    return over || from >= MOST_HITS;
  }

  /** Records the page's content, and returns the hits in it. */
  List<Memory> read(List<Memory> found) {
    boolean hasScores = hasScores(found);
    // Past its last hit a vector store is no longer asked, and texts are compared instead.
    boolean isPastTheStore = scored && !hasScores;
    scored = scored || hasScores;
    over = isPastTheStore || found.size() < size();
    from += size();
    size = Math.min(2 * size, largest);
    return isPastTheStore ? List.of() : found;
  }

  /**
   * Handles a page that was too large to read: halves the page or, at one memory, skips that
   * memory; false if too many were skipped.
   */
  boolean shrink() {
    if (size() > 1) {
      size = size() / 2;
      largest = size;
      return true;
    }
    // One memory that this client cannot read must not hide those behind it.
    from++;
    passedOver++;
    size = FIRST_PAGE;
    largest = HttpReadLimits.MOST_FOUND;
    return passedOver <= MOST_PASSED_OVER;
  }

  /** Whether hits come from a vector store, which ignores filters. */
  static boolean hasScores(List<Memory> found) {
    return found.stream().anyMatch(memory -> memory.score() != null);
  }
}
