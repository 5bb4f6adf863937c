package io.soma.memory.kafka.consume;

import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one assigned partition that were handed out and are not settled yet; for the poll
 * thread.
 */
final class PartitionState {

  private final TopicPartition id;
  private final TreeMap<Long, Integer> unsettled = new TreeMap<>();
  private long unsettledBytes;
  private long readAhead;
  private long next = -1;
  private long committed = -1;
  private boolean fetching = true;
  private boolean started;
  private boolean readable = true;
  private boolean stopped;

  PartitionState(TopicPartition id) {
    this.id = id;
  }

  TopicPartition id() {
    return id;
  }

  /** A record came that must be settled before its offset may be committed. */
  void received(long offset, int bytes) {
    unsettled.put(offset, bytes);
    unsettledBytes += bytes;
    next = offset + 1;
  }

  /** A record came that there is nothing to do about. */
  void skipped(long offset) {
    next = offset + 1;
  }

  void settled(long offset) {
    Integer bytes = unsettled.remove(offset);
    if (bytes != null) {
      unsettledBytes -= bytes;
    }
  }

  /** The first offset that is not settled yet; empty if it is committed already. */
  OptionalLong committable() {
    long first = unsettled.isEmpty() ? next : unsettled.firstKey();
    return first < 0 || first == committed ? OptionalLong.empty() : OptionalLong.of(first);
  }

  void committed(long offset) {
    committed = offset;
  }

  /** Whether its next records may be fetched: it has not handed out so much already. */
  boolean mayFetch(long maxBytes) {
    return started && readable && (unsettled.isEmpty() || unsettledBytes < maxBytes);
  }

  /**
   * About the bytes of the heap that its records take: those that are not settled, as events and
   * texts, and what Kafka's client has read ahead.
   */
  long heldBytes() {
    return unsettled.isEmpty() ? 0 : 2 * unsettledBytes + readAhead;
  }

  /** So much may have been read ahead when it was fetched last. */
  void readAhead(long bytes) {
    readAhead = bytes;
  }

  /** From now on it is known where to begin. */
  void start() {
    started = true;
  }

  boolean isStarted() {
    return started;
  }

  /** Whether Kafka lets us read it, as far as is known. */
  void readable(boolean now) {
    readable = now;
  }

  boolean isReadable() {
    return readable;
  }

  boolean isFetching() {
    return fetching;
  }

  void fetching(boolean now) {
    fetching = now;
  }

  /** It is going, or gone: nothing of it shall be started any more. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
