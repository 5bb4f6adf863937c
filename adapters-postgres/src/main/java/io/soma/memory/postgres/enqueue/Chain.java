package io.soma.memory.postgres.enqueue;

import org.jspecify.annotations.Nullable;

/**
 * A queue of elements that hold their own links: no method allocates, so that none fails halfway
 * for want of memory. An element is in one chain at a time. Not safe for many threads.
 */
final class Chain<T extends Chain.Link<T>> {

  /** An element. */
  abstract static class Link<T> {
    private @Nullable T next;
  }

  private @Nullable T first;
  private @Nullable T last;

  @Nullable T first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  void add(T element) {
    link(last, element);
    last = element;
  }

  /** Takes the first one. */
  @Nullable T poll() {
    T polled = first;
    if (polled != null) {
      unlink(null, polled);
    }
    return polled;
  }

  /** Takes an element out; says whether it was here. */
  boolean remove(T element) {
    T before = null;
    for (T at = first; at != null; before = at, at = next(at)) {
      if (at == element) {
        unlink(before, element);
        return true;
      }
    }
    return false;
  }

  /** Puts all elements of another chain before those of this one, in their order. */
  void takeToTheFront(Chain<T> other) {
    T end = other.last;
    if (end == null) {
      return;
    }
    ((Link<T>) end).next = first;
    first = other.first;
    last = last == null ? end : last;
    other.first = null;
    other.last = null;
  }

  private void link(@Nullable T before, @Nullable T element) {
    if (before == null) {
      first = element;
    } else {
      ((Link<T>) before).next = element;
    }
  }

  private void unlink(@Nullable T before, T element) {
    link(before, next(element));
    if (element == last) {
      last = before;
    }
    ((Link<T>) element).next = null;
  }

  private static <T extends Link<T>> @Nullable T next(T element) {
    return ((Link<T>) element).next;
  }
}
